package io.schism.nemesis.family;

import io.schism.nemesis.hold.ProcessHolds;
import io.schism.nemesis.target.ClusterView;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a node to serve again, where a fault must not go on before. */
public final class Recovery {
    private static final long BETWEEN_MILLIS = 100;

    private Recovery() {}

    /**
     * Waits until the node says it is healthy; at once when the cluster cannot tell.
     *
     * @return whether it was within the limit
     */
    public static boolean await(ClusterView cluster, Node node, Duration limit) {
        return await(cluster, node, limit, () -> false);
    }

    /** The same for who goes round the nodes: no longer than the node runs, since nobody waits for one that another fault holds. */
    public static boolean awaitWhileItRuns(Targets targets, Node node, Duration limit) {
        ProcessHolds processes = targets.processes();
        return await(
                targets.cluster(), node, limit, () -> processes.state(node) != State.RUNNING || processes.frozen(node));
    }

    private static boolean await(ClusterView cluster, Node node, Duration limit, BooleanSupplier given) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!cluster.healthy(node).orElse(true)) {
            if (given.getAsBoolean() || System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(BETWEEN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
