package io.schism.harness.system.raft;

import io.schism.harness.system.channel.PinnedChannel;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import io.schism.workloads.client.Transactions;
import java.util.stream.Stream;

/** Transactions on a Raft node; appends are one of its own operations. */
final class RaftTransactions implements Transactions {
    private final PinnedChannel channel;

    RaftTransactions(PinnedChannel channel) {
        this.channel = channel;
    }

    @Override
    public Result run(Transaction transaction) {
        Stream.concat(transaction.then().stream(), transaction.otherwise().stream())
                .filter(action -> action instanceof Put put && put.lease() != 0)
                .findFirst()
                .ifPresent(action -> {
                    throw new StoreException(
                            Kind.INVALID_REQUEST, "raft has no leases; put " + action.key() + " without one", null);
                });
        return NodeCall.run(channel, transaction);
    }

    @Override
    public boolean appends() {
        return true;
    }
}
