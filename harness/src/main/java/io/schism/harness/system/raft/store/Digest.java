package io.schism.harness.system.raft.store;

import java.nio.charset.StandardCharsets;

/** 64-bit digests: FNV-1a over the bytes, then the finaliser of SplitMix64. Meant to find divergence, not to withstand an attacker. */
final class Digest {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Digest() {}

    /** Digest of one key's state; those of all keys are added up, so the order of writes does not matter. */
    static long of(String key, String value, long version, long created, long modified) {
        long hash = bytes(OFFSET, key.getBytes(StandardCharsets.UTF_8));
        hash = bytes(number(hash, key.length()), value.getBytes(StandardCharsets.UTF_8));
        return mixed(number(number(number(hash, version), created), modified));
    }

    /** Digest of a command on top of the digest of all before it. */
    static long chained(long before, long index, byte[] command, long content) {
        return mixed(number(bytes(number(number(OFFSET, before), index), command), content));
    }

    private static long bytes(long hash, byte[] bytes) {
        long result = hash;
        for (byte each : bytes) {
            result = (result ^ (each & 0xff)) * PRIME;
        }
        return result;
    }

    private static long number(long hash, long number) {
        return mixed(hash ^ number) * PRIME;
    }

    private static long mixed(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
