package io.schism.checkers.txn;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store in memory with a known isolation level, driven by several sessions at once. */
final class Simulation {
    /** How the store isolates transactions. */
    enum Level {
        /** One transaction at a time. */
        STRICT("strict-serializable"),
        /** One at a time, but transactions that only read may see an old state. */
        STALE_READS("serializable"),
        /** A snapshot at the beginning, the first to commit wins. */
        SNAPSHOT("strong-snapshot-isolation"),
        /** Every read sees what is committed by then; a key that is being written is locked, and who meets the lock gives up. */
        READ_COMMITTED("strong-read-committed"),
        /** Every write is visible at once. */
        READ_UNCOMMITTED("");

        private final String keeps;

        Level(String keeps) {
            this.keeps = keeps;
        }

        /** The strongest consistency model that holds. */
        String keeps() {
            return keeps;
        }
    }

    private final Random random;
    private final Level level;
    private final boolean lists;
    private final double unknown;
    private final List<Map<String, List<Long>>> states = new ArrayList<>();
    private final Map<String, Integer> writtenAt = new HashMap<>();
    private final Map<String, Long> nextValue = new HashMap<>();
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, Running> locks = new HashMap<>();

    private Simulation(long seed, Level level, boolean lists, double unknown) {
        this.random = new Random(seed);
        this.level = level;
        this.lists = lists;
        this.unknown = unknown;
        states.add(new HashMap<>());
    }

    /** A transaction that runs. */
    private static final class Running {
        final int process;
        final List<List<@Nullable Object>> asked = new ArrayList<>();
        final List<List<@Nullable Object>> done = new ArrayList<>();
        final Map<String, List<Long>> own = new HashMap<>();
        final Set<String> wrote = new HashSet<>();
        int began = -1;

        Running(int process) {
            this.process = process;
        }
    }

    /**
     * A history.
     *
     * @param unknown share of the transactions of which the client never hears
     */
    static History run(long seed, Level level, boolean lists, int sessions, int transactions, double unknown) {
        return new Simulation(seed, level, lists, unknown).run(sessions, transactions);
    }

    private History run(int sessions, int transactions) {
        List<Running> running = new ArrayList<>();
        int[] process = new int[sessions];
        Arrays.setAll(process, i -> i);
        Running[] at = new Running[sessions];
        int started = 0;
        while (started < transactions || running.size() > 0) {
            int session = random.nextInt(sessions);
            Running txn = at[session];
            if (txn == null) {
                if (started < transactions) {
                    started++;
                    at[session] = begin(process[session]);
                    running.add(at[session]);
                }
                continue;
            }
            boolean finished = level == Level.STRICT || level == Level.STALE_READS ? atomically(txn) : step(txn);
            if (finished) {
                running.remove(txn);
                at[session] = null;
                if (!operations.isEmpty() && lastOutcome(txn) == Operation.Type.INFO) {
                    process[session] += sessions;
                }
            }
        }
        return History.of(operations);
    }

    private Operation.Type lastOutcome(Running txn) {
        Operation last = operations.get(operations.size() - 1);
        return last.process() == txn.process ? last.type() : Operation.Type.OK;
    }

    private Running begin(int process) {
        Running txn = new Running(process);
        int size = 1 + random.nextInt(4);
        for (int i = 0; i < size; i++) {
            String key = "k" + random.nextInt(3);
            if (random.nextBoolean()) {
                txn.asked.add(Arrays.asList("r", key, null));
            } else {
                long value = nextValue.merge(key, 1L, Long::sum);
                txn.asked.add(Arrays.asList(lists ? "append" : "w", key, value));
            }
        }
        record(process, Operation.Type.INVOKE, txn.asked);
        return txn;
    }

    private boolean atomically(Running txn) {
        txn.began = states.size() - 1;
        boolean readOnly = txn.asked.stream().allMatch(mop -> "r".equals(mop.get(0)));
        if (level == Level.STALE_READS && readOnly) {
            txn.began = random.nextInt(states.size());
        }
        while (txn.done.size() < txn.asked.size()) {
            perform(txn, states.get(txn.began));
        }
        return commit(txn);
    }

    private boolean step(Running txn) {
        if (txn.began < 0) {
            txn.began = states.size() - 1;
            return false;
        }
        if (txn.done.size() == txn.asked.size()) {
            return commit(txn);
        }
        List<@Nullable Object> next = txn.asked.get(txn.done.size());
        if (level == Level.READ_COMMITTED && !"r".equals(next.get(0))) {
            if (locks.getOrDefault(String.valueOf(next.get(1)), txn) != txn) {
                locks.values().removeIf(owner -> owner == txn);
                record(txn.process, Operation.Type.FAIL, txn.asked);
                return true;
            }
            locks.put(String.valueOf(next.get(1)), txn);
        }
        perform(txn, states.get(level == Level.SNAPSHOT ? txn.began : states.size() - 1));
        return false;
    }

    private void perform(Running txn, Map<String, List<Long>> seen) {
        List<@Nullable Object> mop = txn.asked.get(txn.done.size());
        String key = String.valueOf(mop.get(1));
        List<Long> value = new ArrayList<>(seen.getOrDefault(key, List.of()));
        value.addAll(txn.own.getOrDefault(key, List.of()));
        if ("r".equals(mop.get(0))) {
            Object read = lists ? (Object) value : value.isEmpty() ? null : value.get(value.size() - 1);
            txn.done.add(Arrays.asList("r", key, read));
            return;
        }
        Long written = (Long) mop.get(2);
        txn.wrote.add(key);
        if (level == Level.READ_UNCOMMITTED) {
            apply(Map.of(key, List.of(written)));
        } else {
            txn.own.computeIfAbsent(key, k -> new ArrayList<>()).add(written);
        }
        txn.done.add(mop);
    }

    private void apply(Map<String, List<Long>> more) {
        Map<String, List<Long>> next = new HashMap<>(states.get(states.size() - 1));
        more.forEach((key, values) -> {
            List<Long> list = new ArrayList<>(next.getOrDefault(key, List.of()));
            list.addAll(values);
            next.put(key, list);
            writtenAt.put(key, states.size());
        });
        states.add(next);
    }

    private boolean commit(Running txn) {
        boolean conflict = level == Level.SNAPSHOT
                && txn.wrote.stream().anyMatch(key -> writtenAt.getOrDefault(key, 0) > txn.began);
        if (conflict) {
            record(txn.process, Operation.Type.FAIL, txn.asked);
            return true;
        }
        locks.values().removeIf(owner -> owner == txn);
        if (!txn.own.isEmpty()) {
            apply(txn.own);
        }
        boolean lost = random.nextDouble() < unknown;
        record(txn.process, lost ? Operation.Type.INFO : Operation.Type.OK, lost ? txn.asked : txn.done);
        return true;
    }

    private void record(int process, Operation.Type type, List<List<@Nullable Object>> mops) {
        operations.add(new Operation(
                operations.size(), operations.size() * 1_000L, process, type, "txn", null, List.copyOf(mops), null));
    }
}
