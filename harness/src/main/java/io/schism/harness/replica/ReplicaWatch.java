package io.schism.harness.replica;

import io.schism.checkers.Checker;
import io.schism.checkers.replica.Observation;
import io.schism.checkers.replica.ObservationLog;
import io.schism.checkers.replica.ReplicaConsistency;
import io.schism.harness.environment.Environment;
import io.schism.harness.system.Census;
import io.schism.harness.system.SystemUnderTest;
import io.schism.nemesis.target.Node;
import io.schism.workloads.client.Replica.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Asks every node how it stands, once a second while the run goes on, and thoroughly when it is over. Each node is asked over a connection of its
 * own, all at once, with a deadline; a digest of the whole copy, which costs etcd a walk over all its keys, every few seconds only. What they
 * say, and that they say nothing, is written to a file at once. Made for one run; for one thread, beside its own.
 */
public final class ReplicaWatch implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofMillis(700);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PERIOD_MS = 1000;
    private static final long BETWEEN_LOOKS_MS = 100;
    private static final int ROUNDS_PER_DIGEST = 5;
    private static final int MOST_TRIES = 3;

    private final List<Node> nodes;
    private final Map<Node, Asking> askings = new LinkedHashMap<>();
    private final ObservationLog log;
    private final List<Observation> observations = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread sampler = new Thread(this::sample, "schism-replicas");

    private ReplicaWatch(SystemUnderTest system, Environment environment, LongSupplier nanos, ObservationLog log) {
        this.nodes = environment.nodes();
        this.log = log;
        nodes.forEach(node -> askings.put(
                node, new Asking(node, system.session(environment.clientAddress(node), DEADLINE), nanos, this::note)));
    }

    /**
     * Begins to ask.
     *
     * @param nanos nanoseconds since the start of the run
     * @param file where the answers are kept
     * @throws IOException when the file cannot be written
     */
    public static ReplicaWatch start(SystemUnderTest system, Environment environment, LongSupplier nanos, Path file)
            throws IOException {
        ReplicaWatch watch = new ReplicaWatch(system, environment, nanos, ObservationLog.create(file));
        watch.sampler.setDaemon(true);
        watch.sampler.start();
        return watch;
    }

    /**
     * Ends the sampling, waits until every node has come as far as the furthest was, and asks each for its copy there. To be called when all
     * faults are healed and no client writes any more.
     */
    public void conclude() {
        stopSampling();
        long furthest = furthest(round(true));
        Map<Node, Standing> standings = round(true);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!allAt(furthest, standings) && System.nanoTime() < end && pause()) {
            standings = round(true);
        }
        for (int i = 0; i < MOST_TRIES && !compared(furthest, standings); i++) {
            standings = round(true);
        }
    }

    /** What judges the answers so far. */
    public Checker checker() {
        synchronized (observations) {
            return new ReplicaConsistency(observations);
        }
    }

    private void sample() {
        try {
            for (int rounds = 1; !over.await(PERIOD_MS, TimeUnit.MILLISECONDS); rounds++) {
                Map<Node, Standing> standings = round(false);
                if (rounds % ROUNDS_PER_DIGEST == 0 && standings.size() > 1) {
                    long common = standings.values().stream()
                            .mapToLong(Standing::position)
                            .min()
                            .orElseThrow();
                    Census.ask(
                            List.copyOf(standings.keySet()),
                            node -> asking(node).copy(common, false));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How those stand that answer. */
    private Map<Node, Standing> round(boolean atRest) {
        return Census.ask(nodes, node -> asking(node).standing(atRest));
    }

    private static long furthest(Map<Node, Standing> standings) {
        return standings.values().stream().mapToLong(Standing::position).max().orElse(0);
    }

    private boolean allAt(long position, Map<Node, Standing> standings) {
        return standings.keySet().containsAll(nodes)
                && standings.values().stream().allMatch(standing -> standing.position() >= position);
    }

    /** Asks for the copies at this position; true when all gave one and they can be compared. */
    private boolean compared(long position, Map<Node, Standing> standings) {
        Map<Node, Long> bases = Census.ask(nodes, node -> {
            Standing standing = standings.get(node);
            if (standing != null && standing.position() < position) {
                asking(node)
                        .noCopy("it has come to position " + standing.position() + " only, another was at " + position);
                return Optional.empty();
            }
            return asking(node).copy(position, true);
        });
        return bases.size() == nodes.size()
                && bases.values().stream().distinct().count() == 1;
    }

    private Asking asking(Node node) {
        return Objects.requireNonNull(askings.get(node));
    }

    private void note(Observation observation) {
        synchronized (observations) {
            observations.add(observation);
        }
        try {
            log.append(observation);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the asker counts as silent; the history, on the same disk, will tell
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void stopSampling() {
        over.countDown();
        try {
            sampler.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the sampling and closes the connections and the file. */
    @Override
    public void close() {
        stopSampling();
        askings.values().forEach(Asking::close);
        try {
            log.close();
        } catch (IOException e) {
            return; // every line was handed over when it was written
        }
    }
}
