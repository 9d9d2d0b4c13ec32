package io.schism.checkers.linear;

import java.util.Arrays;

/**
 * A set of configurations of which none covers another ({@link Layout#covers}), in the order they were added, in one array of longs. Not safe
 * for several threads.
 */
final class Configurations {
    private static final int NONE = -1;

    private final Layout layout;
    private final Spending spending;
    private final int stride;
    private long[] words;
    private int[] next;
    private byte[] flags;
    private int size;
    private int alive;

    // Buckets of configurations with the same state and the same calls that change; a bucket of an older generation is
    // empty.
    private int[] heads = new int[64];
    private int[] generations = new int[64];
    private int generation = 1;

    Configurations(Layout layout, Spending spending) {
        this.layout = layout;
        this.spending = spending;
        this.stride = layout.words;
        this.words = new long[64 * stride];
        this.next = new int[64];
        this.flags = new byte[64];
    }

    private static final byte COVERED = 1;
    private static final byte FRUITLESS = 2;

    /** How many places are taken; some of them by configurations that were covered later. */
    int size() {
        return size;
    }

    /** How many configurations there are. */
    int alive() {
        return alive;
    }

    boolean isAlive(int place) {
        return (flags[place] & COVERED) == 0;
    }

    /** The mark that {@link #add} was given. */
    boolean isFruitless(int place) {
        return (flags[place] & FRUITLESS) != 0;
    }

    long[] words() {
        return words;
    }

    int offset(int place) {
        return place * stride;
    }

    void clear() {
        size = 0;
        alive = 0;
        generation++;
        if (generation == Integer.MAX_VALUE) {
            Arrays.fill(generations, 0);
            generation = 1;
        }
    }

    /** Adds the configuration unless one that is there covers it; takes those away that it covers. */
    void add(long[] configuration, boolean fruitless) {
        int bucket = bucket(configuration, 0);
        int before = NONE;
        int place = generations[bucket] == generation ? heads[bucket] : NONE;
        while (place != NONE) {
            int following = next[place];
            if (layout.covers(words, place * stride, configuration, 0)) {
                return;
            }
            if (layout.covers(configuration, 0, words, place * stride)) {
                flags[place] |= COVERED;
                alive--;
                if (before == NONE) {
                    heads[bucket] = following;
                } else {
                    next[before] = following;
                }
            } else {
                before = place;
            }
            place = following;
        }
        append(configuration, fruitless, bucket);
    }

    private void append(long[] configuration, boolean fruitless, int bucket) {
        if (size == next.length) {
            grow();
        }
        System.arraycopy(configuration, 0, words, size * stride, stride);
        flags[size] = fruitless ? FRUITLESS : 0;
        next[size] = generations[bucket] == generation ? heads[bucket] : NONE;
        heads[bucket] = size;
        generations[bucket] = generation;
        size++;
        alive++;
        if (size > heads.length * 2) {
            rehash();
        }
    }

    private void grow() {
        int wider = Math.multiplyExact(next.length, 2);
        spending.occupy((8L * stride + 5) * next.length);
        words = Arrays.copyOf(words, Math.multiplyExact(wider, stride));
        next = Arrays.copyOf(next, wider);
        flags = Arrays.copyOf(flags, wider);
    }

    private void rehash() {
        spending.occupy(16L * heads.length);
        heads = new int[heads.length * 4];
        generations = new int[heads.length];
        for (int place = 0; place < size; place++) {
            if (isAlive(place)) {
                int bucket = bucket(words, place * stride);
                next[place] = generations[bucket] == generation ? heads[bucket] : NONE;
                heads[bucket] = place;
                generations[bucket] = generation;
            }
        }
    }

    private int bucket(long[] configuration, int offset) {
        long hash = 0;
        for (int i = 0; i < layout.reads; i++) {
            hash = (hash ^ configuration[offset + i]) * 0x9E3779B97F4A7C15L;
        }
        return (int) (hash >>> 35) & (heads.length - 1);
    }
}
