package io.schism.harness.system.etcd;

import io.etcd.jetcd.api.KVGrpc;
import io.schism.harness.system.channel.PinnedChannel;
import io.schism.workloads.client.Transactions;

/** Transactions on one member. */
final class EtcdTransactions implements Transactions {
    private final PinnedChannel channel;
    private final boolean serializable;

    EtcdTransactions(PinnedChannel channel, boolean serializable) {
        this.channel = channel;
        this.serializable = serializable;
    }

    @Override
    public Result run(Transaction transaction) {
        return Txns.result(transaction, channel.call(KVGrpc.getTxnMethod(), Txns.request(transaction, serializable)));
    }

    @Override
    public boolean appends() {
        return false;
    }
}
