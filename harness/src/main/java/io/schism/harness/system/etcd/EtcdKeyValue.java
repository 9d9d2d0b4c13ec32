package io.schism.harness.system.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.Compare;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.KeyValue;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.PutResponse;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RequestOp;
import io.etcd.jetcd.api.TxnRequest;
import io.schism.harness.system.channel.PinnedChannel;
import java.util.Optional;

/** Single-key operations on one member: range, put, and a transaction for compare-and-set. */
final class EtcdKeyValue implements io.schism.workloads.client.KeyValue {
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
                .setKey(ByteString.copyFromUtf8(key))
                .setSerializable(serializable)
                .build();
        return channel.call(KVGrpc.getRangeMethod(), request).getKvsList().stream()
                .findFirst()
                .map(EtcdKeyValue::versioned);
    }

    @Override
    public Versioned put(String key, String value) {
        PutRequest request = PutRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setValue(ByteString.copyFromUtf8(value))
                .setPrevKv(true)
                .build();
        PutResponse response = channel.call(KVGrpc.getPutMethod(), request);
        long version = response.hasPrevKv() ? response.getPrevKv().getVersion() + 1 : 1;
        return new Versioned(value, version, response.getHeader().getRevision());
    }

    @Override
    public boolean compareAndSet(String key, String expected, String replacement) {
        ByteString name = ByteString.copyFromUtf8(key);
        TxnRequest request = TxnRequest.newBuilder()
                .addCompare(Compare.newBuilder()
                        .setKey(name)
                        .setResult(Compare.CompareResult.EQUAL)
                        .setTarget(Compare.CompareTarget.VALUE)
                        .setValue(ByteString.copyFromUtf8(expected)))
                .addSuccess(RequestOp.newBuilder()
                        .setRequestPut(
                                PutRequest.newBuilder().setKey(name).setValue(ByteString.copyFromUtf8(replacement))))
                .build();
        return channel.call(KVGrpc.getTxnMethod(), request).getSucceeded();
    }

    static Versioned versioned(KeyValue pair) {
        return new Versioned(pair.getValue().toStringUtf8(), pair.getVersion(), pair.getModRevision());
    }
}
