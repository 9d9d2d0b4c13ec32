package io.schism.harness.system.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.KeyValue;
import io.schism.workloads.client.KeyValue.Versioned;

/** Keys and values as etcd has them. */
final class Bytes {
    private Bytes() {}

    static ByteString of(String text) {
        return ByteString.copyFromUtf8(text);
    }

    /** The first key after all those with this prefix; etcd's way to ask for a prefix. */
    static ByteString afterPrefix(String prefix) {
        byte[] end = of(prefix).toByteArray();
        for (int i = end.length - 1; i >= 0; i--) {
            if (end[i] != (byte) 0xff) {
                end[i]++;
                return ByteString.copyFrom(end, 0, i + 1);
            }
        }
        // no key comes after: a single zero byte means "to the end"
        return ByteString.copyFrom(new byte[] {0});
    }

    static Versioned versioned(KeyValue pair) {
        return new Versioned(pair.getValue().toStringUtf8(), pair.getVersion(), pair.getModRevision());
    }
}
