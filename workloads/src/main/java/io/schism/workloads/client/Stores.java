package io.schism.workloads.client;

/** Opens sessions with the system under test. Safe for several threads. */
public interface Stores {
    /** How many nodes there are; session {@code i} is pinned to node {@code i mod nodes}. */
    int nodes();

    /**
     * Opens a session pinned to one node; no balancing, no automatic retry. Opening does not fail because the node is down: its calls do.
     *
     * @param node number of the node, from 0
     */
    Session open(int node);
}
