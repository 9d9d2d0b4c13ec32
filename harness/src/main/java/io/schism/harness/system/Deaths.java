package io.schism.harness.system;

import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl;
import io.schism.nemesis.target.ProcessControl.State;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds out who has died, from an environment that may not answer: a container engine that hangs says nothing, and a heal that hangs on it
 * keeps others from asking. No answer is no death. One question a node at a time, however long it takes. Used by one thread.
 */
final class Deaths {
    private final ProcessControl processes;
    private final Duration limit;
    private final Map<Node, CompletableFuture<State>> open = new HashMap<>();

    /** Asks these; {@code limit} is how long all answers together may take. */
    Deaths(ProcessControl processes, Duration limit) {
        this.processes = processes;
        this.limit = limit;
    }

    /** The first of these that is known to be dead. */
    Optional<Node> first(List<Node> nodes) {
        nodes.forEach(node -> open.computeIfAbsent(node, this::ask));
        long end = System.nanoTime() + limit.toNanos();
        Optional<Node> dead = Optional.empty();
        for (Node node : nodes) {
            Optional<State> state = answer(node, end - System.nanoTime());
            if (dead.isEmpty() && state.equals(Optional.of(State.DEAD))) {
                dead = Optional.of(node);
            }
        }
        return dead;
    }

    private CompletableFuture<State> ask(Node node) {
        CompletableFuture<State> answer = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        answer.complete(processes.state(node));
                    } catch (RuntimeException | Error e) {
                        answer.completeExceptionally(e); // foreign code; whatever it throws is no death
                    }
                },
                "state of " + node);
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    private Optional<State> answer(Node node, long nanos) {
        CompletableFuture<State> answer = open.getOrDefault(node, new CompletableFuture<>());
        try {
            State state = answer.get(Math.max(nanos, 1), TimeUnit.NANOSECONDS);
            open.remove(node);
            return Optional.of(state);
        } catch (TimeoutException silent) {
            return Optional.empty();
        } catch (ExecutionException refused) {
            open.remove(node);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
