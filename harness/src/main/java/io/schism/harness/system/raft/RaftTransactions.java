package io.schism.harness.system.raft;

import io.schism.harness.system.channel.PinnedChannel;
import io.schism.workloads.client.Transactions;

/** Transactions on a Raft node; appends are one of its own operations. */
final class RaftTransactions implements Transactions {
    private final PinnedChannel channel;

    RaftTransactions(PinnedChannel channel) {
        this.channel = channel;
    }

    @Override
    public Result run(Transaction transaction) {
        return NodeCall.run(channel, transaction);
    }

    @Override
    public boolean appends() {
        return true;
    }
}
