package io.schism.workloads.txn;

import io.schism.checkers.history.History;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.finish.FinalReads;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import io.schism.workloads.generate.Unfolded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Transactions of one to four steps, half of them reads, over a few keys at a time. The first key gets half of the steps, the next a
 * quarter and so on, so that some keys are fought over and others left alone. A key that was written often enough gives way to a new one.
 */
final class TransactionGenerator {
    private static final int KEYS = 6;
    private static final int LONGEST = 4;
    /** Elements a list grows to: every read carries all of them. */
    private static final int WRITES_PER_KEY = 64;

    static final FinalReads FINAL_READS = new FinalReads(Step::keys, Step::onlyReads);

    private TransactionGenerator() {}

    /** Every key that was used, as many in a transaction as in the longest of the main part. */
    static Generator finalReads(WorkloadOptions options, History main) {
        return FINAL_READS.generator(
                options,
                main,
                LONGEST,
                keys -> Request.of(
                        "txn",
                        keys.stream()
                                .map(key -> new Step(Step.READ, key, null).written())
                                .toList()));
    }

    /**
     * The generator.
     *
     * @param write the name of a writing step
     * @param again whether a transaction may write a key twice
     */
    static Generator of(String write, boolean again) {
        List<Key> first = new ArrayList<>();
        for (long key = 0; key < KEYS; key++) {
            first.add(new Key(key, 0));
        }
        return Generators.unfold(new State(first, KEYS), (state, random) -> transaction(state, random, write, again));
    }

    private static Unfolded<State> transaction(State state, RandomGenerator random, String write, boolean again) {
        List<Key> keys = new ArrayList<>(state.keys());
        long next = state.next();
        List<List<?>> steps = new ArrayList<>();
        Set<Long> written = new HashSet<>();
        for (int left = 1 + random.nextInt(LONGEST); left > 0; left--) {
            int at = Math.min(KEYS - 1, Integer.numberOfTrailingZeros(random.nextInt() | (1 << (KEYS - 1))));
            Key key = keys.get(at);
            boolean reads = random.nextBoolean() || (!again && written.contains(key.number()));
            if (reads) {
                steps.add(new Step(Step.READ, key.number(), null).written());
                continue;
            }
            long value = key.writes() + 1;
            steps.add(new Step(write, key.number(), value).written());
            written.add(key.number());
            keys.set(at, value < WRITES_PER_KEY ? new Key(key.number(), value) : new Key(next++, 0));
        }
        return new Unfolded<>(Request.of("txn", List.copyOf(steps)), new State(List.copyOf(keys), next));
    }

    /** The keys in use, and the number of the next new one. */
    private record State(List<Key> keys, long next) {}

    /** A key and how often it was written; values are numbered from 1, so none is written twice. */
    private record Key(long number, long writes) {}
}
