package io.schism.nemesis.family;

import io.schism.nemesis.target.ClusterView;
import io.schism.nemesis.target.Node;
import java.time.Duration;

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
        long deadline = System.nanoTime() + limit.toNanos();
        while (!cluster.healthy(node).orElse(true)) {
            if (System.nanoTime() > deadline) {
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
