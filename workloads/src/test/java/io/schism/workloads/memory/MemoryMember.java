package io.schism.workloads.memory;

import io.schism.workloads.client.Ranges;
import io.schism.workloads.client.Transactions;

/** One node, which runs transactions and reads ranges. */
final class MemoryMember implements Transactions, Ranges {
    private final MemoryCluster cluster;
    private final int node;
    private final boolean appends;

    MemoryMember(MemoryCluster cluster, int node, boolean appends) {
        this.cluster = cluster;
        this.node = node;
        this.appends = appends;
    }

    @Override
    public Result run(Transaction transaction) {
        return cluster.call(() -> cluster.store.run(transaction, node));
    }

    @Override
    public boolean appends() {
        return appends;
    }

    @Override
    public View prefix(String prefix) {
        return cluster.call(() -> cluster.store.prefix(prefix, node));
    }
}
