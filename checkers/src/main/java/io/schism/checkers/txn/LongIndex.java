package io.schism.checkers.txn;

import java.util.Arrays;

/**
 * A map from long to int by open addressing. {@link #begin} empties it without touching the slots, so that one index serves every key of
 * a history in turn and small keys stay within the cache.
 */
final class LongIndex {
    /** Answer for what is not there; no value may be this. */
    static final int ABSENT = Integer.MIN_VALUE;

    private long[] keys = new long[64];
    private int[] values = new int[64];
    private int[] stamps = new int[64];
    private int stamp = 1;
    private int mask = 63;
    private int size;

    /** Forgets everything and makes room for this many entries. */
    void begin(int entries) {
        int capacity = Integer.highestOneBit(Math.max(8, entries) * 2 - 1) * 2;
        if (capacity > keys.length) {
            allocate(capacity);
        }
        mask = capacity - 1;
        size = 0;
        if (++stamp == Integer.MAX_VALUE) {
            Arrays.fill(stamps, 0);
            stamp = 1;
        }
    }

    int get(long key) {
        int slot = slot(key);
        while (stamps[slot] == stamp) {
            if (keys[slot] == key) {
                return values[slot];
            }
            slot = (slot + 1) & mask;
        }
        return ABSENT;
    }

    /** Sets the value and answers the one before, or {@link #ABSENT}. */
    int put(long key, int value) {
        int slot = slot(key);
        while (stamps[slot] == stamp) {
            if (keys[slot] == key) {
                int before = values[slot];
                values[slot] = value;
                return before;
            }
            slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        values[slot] = value;
        stamps[slot] = stamp;
        if (++size * 2 > mask) {
            grow();
        }
        return ABSENT;
    }

    private int slot(long key) {
        long hash = key * 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 32) & mask;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        int[] oldStamps = stamps;
        int oldStamp = stamp;
        int used = mask + 1;
        allocate(used * 2);
        mask = used * 2 - 1;
        size = 0;
        for (int i = 0; i < used; i++) {
            if (oldStamps[i] == oldStamp) {
                put(oldKeys[i], oldValues[i]);
            }
        }
    }

    private void allocate(int capacity) {
        keys = new long[capacity];
        values = new int[capacity];
        stamps = new int[capacity];
        stamp = 1;
    }
}
