package io.schism.nemesis.family;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** Does the same to several nodes at the same time: killing a majority one after the other would be as many small faults. */
final class SideBySide {
    private SideBySide() {}

    /**
     * Does it to each and waits for all, whatever fails.
     *
     * @return the first failure in order of the nodes' names, with the others attached
     */
    static Optional<FaultException> run(List<Node> nodes, Consumer<Node> deed) {
        Map<Node, FaultException> failures = new ConcurrentSkipListMap<>();
        if (nodes.size() == 1) {
            attempt(nodes.get(0), deed, failures);
        } else {
            join(nodes.stream().map(node -> start(node, deed, failures)).toList());
        }
        List<FaultException> all = new ArrayList<>(failures.values());
        if (all.isEmpty()) {
            return Optional.empty();
        }
        FaultException first = all.get(0);
        all.subList(1, all.size()).forEach(first::addSuppressed);
        return Optional.of(first);
    }

    private static Thread start(Node node, Consumer<Node> deed, Map<Node, FaultException> failures) {
        Thread thread = new Thread(
                () -> attempt(node, deed, failures), Thread.currentThread().getName() + " " + node);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Ports are foreign code: whatever they throw on one node is kept, so that the others are waited for. */
    private static void attempt(Node node, Consumer<Node> deed, Map<Node, FaultException> failures) {
        try {
            deed.accept(node);
        } catch (FaultException e) {
            failures.put(node, e);
        } catch (RuntimeException | Error e) {
            failures.put(node, new FaultException(node + ": " + e, e));
        }
    }

    private static void join(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    threads.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
