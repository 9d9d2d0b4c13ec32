package io.schism.harness.system.etcd;

import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.PutResponse;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RangeResponse;
import io.schism.harness.system.channel.PinnedChannel;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Ranges;
import io.schism.workloads.client.Transactions.Guard;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Transaction;
import java.util.List;
import java.util.Optional;

/** Keys on one member: range, put, and a transaction for compare-and-set. */
final class EtcdKeyValue implements KeyValue, Ranges {
    private final PinnedChannel channel;
    private final boolean serializable;

    /** {@code serializable}: reads are answered by the member from what it has, without asking anybody. */
    EtcdKeyValue(PinnedChannel channel, boolean serializable) {
        this.channel = channel;
        this.serializable = serializable;
    }

    @Override
    public Optional<Versioned> get(String key) {
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(Bytes.of(key))
                .setSerializable(serializable)
                .build();
        return channel.call(KVGrpc.getRangeMethod(), request).getKvsList().stream()
                .findFirst()
                .map(Bytes::versioned);
    }

    @Override
    public Versioned put(String key, String value) {
        return put(channel, key, value, 0);
    }

    static Versioned put(PinnedChannel channel, String key, String value, long lease) {
        PutRequest request = PutRequest.newBuilder()
                .setKey(Bytes.of(key))
                .setValue(Bytes.of(value))
                .setLease(lease)
                .setPrevKv(true)
                .build();
        PutResponse response = channel.call(KVGrpc.getPutMethod(), request);
        return new Versioned(
                value, Txns.versionAfter(response), response.getHeader().getRevision());
    }

    @Override
    public boolean compareAndSet(String key, String expected, String replacement) {
        Transaction transaction =
                new Transaction(List.of(Guard.valueIs(key, expected)), List.of(new Put(key, replacement)), List.of());
        return channel.call(KVGrpc.getTxnMethod(), Txns.request(transaction, serializable))
                .getSucceeded();
    }

    @Override
    public View prefix(String prefix) {
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(Bytes.of(prefix))
                .setRangeEnd(Bytes.afterPrefix(prefix))
                .setSerializable(serializable)
                .build();
        RangeResponse response = channel.call(KVGrpc.getRangeMethod(), request);
        return new View(
                response.getHeader().getRevision(),
                response.getKvsList().stream()
                        .map(pair -> new Entry(
                                pair.getKey().toStringUtf8(), pair.getCreateRevision(), Bytes.versioned(pair)))
                        .toList());
    }
}
