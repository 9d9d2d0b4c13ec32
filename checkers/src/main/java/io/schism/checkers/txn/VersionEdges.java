package io.schism.checkers.txn;

import java.util.Arrays;

/**
 * Pairs of versions of one key of which the first came before the second, each with the two transactions that show it. Immutable.
 *
 * @param pairs earlier version in the upper half, later one in the lower; ascending, each once
 * @param witnesses the transactions, in the same halves
 */
@SuppressWarnings("ArrayRecordComponent")
record VersionEdges(long[] pairs, long[] witnesses) {
    static final VersionEdges NONE = new VersionEdges(new long[0], new long[0]);

    static int earlier(long pair) {
        return (int) (pair >>> 32);
    }

    static int later(long pair) {
        return (int) pair;
    }

    /** The place of a pair, or below 0. */
    int find(int earlier, int later) {
        return Arrays.binarySearch(pairs, pack(earlier, later));
    }

    static long pack(int upper, int lower) {
        return ((long) upper << 32) | lower;
    }

    /** Both together. */
    VersionEdges and(VersionEdges more) {
        Collector collector = new Collector();
        collector.addAll(this);
        collector.addAll(more);
        return collector.edges();
    }

    /** Gathers pairs; the first witnesses of a pair are kept. */
    static final class Collector {
        private long[] pairs = new long[16];
        private long[] witnesses = new long[16];
        private int size;

        void add(int earlier, int later, int before, int after) {
            if (earlier != later) {
                add(pack(earlier, later), pack(before, after));
            }
        }

        private void add(long pair, long witness) {
            if (size == pairs.length) {
                compact();
                if (size * 2 > pairs.length) {
                    pairs = Arrays.copyOf(pairs, pairs.length * 2);
                    witnesses = Arrays.copyOf(witnesses, witnesses.length * 2);
                }
            }
            pairs[size] = pair;
            witnesses[size++] = witness;
        }

        private void addAll(VersionEdges edges) {
            for (int i = 0; i < edges.pairs.length; i++) {
                add(edges.pairs[i], edges.witnesses[i]);
            }
        }

        private void compact() {
            if (size < 2) {
                return;
            }
            LongIndex seen = new LongIndex();
            seen.begin(size);
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (seen.get(pairs[i]) == LongIndex.ABSENT) {
                    seen.put(pairs[i], kept);
                    pairs[kept] = pairs[i];
                    witnesses[kept++] = witnesses[i];
                }
            }
            size = kept;
        }

        VersionEdges edges() {
            if (size == 0) {
                return NONE;
            }
            compact();
            long[] sorted = Arrays.copyOf(pairs, size);
            Arrays.sort(sorted);
            long[] sortedWitnesses = new long[size];
            for (int i = 0; i < size; i++) {
                sortedWitnesses[Arrays.binarySearch(sorted, pairs[i])] = witnesses[i];
            }
            return new VersionEdges(sorted, sortedWitnesses);
        }
    }
}
