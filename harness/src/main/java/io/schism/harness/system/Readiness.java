package io.schism.harness.system;

import io.schism.harness.environment.Environment;
import io.schism.harness.environment.EnvironmentException;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Waits until a system serves. */
public final class Readiness {
    private static final Duration ONE_QUESTION = Duration.ofSeconds(1);
    private static final long BETWEEN_QUESTIONS_MS = 50;
    private static final int LINES = 15;

    private Readiness() {}

    /**
     * Returns when every node answers as a healthy member and they know a leader.
     *
     * @return the leader
     * @throws EnvironmentException when that does not come within the deadline, or a process has died: who is missing, and the end of its log
     */
    public static Node await(Environment environment, SystemUnderTest system, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        Deaths deaths = new Deaths(environment.processes(), ONE_QUESTION);
        while (true) {
            Map<Node, Boolean> healthy = Census.ask(
                    environment.nodes(),
                    node -> Optional.of(system.healthy(environment, node, ONE_QUESTION))
                            .filter(yes -> yes));
            boolean all = healthy.size() == environment.nodes().size();
            Optional<Node> leader = all ? system.leader(environment, ONE_QUESTION) : Optional.empty();
            if (leader.isPresent()) {
                return leader.get();
            }
            List<Node> missing = environment.nodes().stream()
                    .filter(node -> !healthy.containsKey(node))
                    .toList();
            Optional<Node> dead = deaths.first(missing);
            if (dead.isPresent()) {
                throw new EnvironmentException(dead.get() + " has ended before " + system.name()
                        + " was ready\nthe end of its log:\n" + environment.logTail(dead.get(), LINES));
            }
            if (System.nanoTime() > end) {
                throw notReady(environment, system, deadline, missing);
            }
            pause();
        }
    }

    private static EnvironmentException notReady(
            Environment environment, SystemUnderTest system, Duration deadline, List<Node> missing) {
        if (missing.isEmpty()) {
            return new EnvironmentException(
                    system.name() + " has no leader after " + deadline.toSeconds() + " s although every node answers");
        }
        Node first = missing.get(0);
        return new EnvironmentException(system.name() + " is not ready after " + deadline.toSeconds() + " s: " + missing
                + " do not answer\nthe end of " + first + "'s log:\n" + environment.logTail(first, LINES));
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_QUESTIONS_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("interrupted while waiting for the nodes", e);
        }
    }
}
