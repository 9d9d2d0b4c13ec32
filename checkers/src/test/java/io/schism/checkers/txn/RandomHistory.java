package io.schism.checkers.txn;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Small histories in which nearly anything can have happened: every key has an order of its writes, every read sees some version, and
 * transactions overlap as they like. Most are not serializable.
 */
final class RandomHistory {
    private static final List<String> KEYS = List.of("x", "y");

    private final Random random;
    private final boolean lists;
    private final List<Txn> transactions = new ArrayList<>();
    private final Map<String, List<Long>> orders = new HashMap<>();

    private RandomHistory(long seed, boolean lists) {
        this.random = new Random(seed);
        this.lists = lists;
    }

    private record Mop(String f, String key, long value) {}

    private record Txn(int process, Operation.Type outcome, List<Mop> mops) {}

    /** A history of lists; {@code readAtEnd} adds a last transaction that reads every key. */
    static History lists(long seed, int most, boolean unknown, boolean readAtEnd) {
        return new RandomHistory(seed, true).make(most, unknown, readAtEnd);
    }

    /** A history of registers. */
    static History registers(long seed, int most, boolean unknown) {
        return new RandomHistory(seed, false).make(most, unknown, false);
    }

    private History make(int most, boolean unknown, boolean readAtEnd) {
        int count = 2 + random.nextInt(most - 1);
        int processes = 1 + random.nextInt(count);
        long value = 1;
        for (int t = 0; t < count; t++) {
            Operation.Type outcome = Operation.Type.OK;
            if (unknown && random.nextInt(5) == 0) {
                outcome = random.nextBoolean() ? Operation.Type.INFO : Operation.Type.FAIL;
            }
            List<Mop> mops = new ArrayList<>();
            int size = 1 + random.nextInt(3);
            for (int m = 0; m < size; m++) {
                String key = KEYS.get(random.nextInt(KEYS.size()));
                boolean write = random.nextInt(5) < 2;
                mops.add(new Mop(write ? "w" : "r", key, write ? value++ : 0));
                if (write && (outcome != Operation.Type.FAIL || random.nextInt(4) == 0)) {
                    List<Long> order = orders.computeIfAbsent(key, k -> new ArrayList<>());
                    order.add(
                            order.isEmpty() || random.nextInt(3) > 0 ? order.size() : random.nextInt(order.size()),
                            value - 1);
                }
            }
            transactions.add(new Txn(t % processes, outcome, mops));
        }
        return schedule(readAtEnd);
    }

    private History schedule(boolean readAtEnd) {
        List<Operation> operations = new ArrayList<>();
        Map<Integer, Txn> open = new HashMap<>();
        Map<Integer, Integer> renamed = new HashMap<>();
        List<Txn> waiting = new ArrayList<>(transactions);
        int fresh = 100;
        while (!waiting.isEmpty() || !open.isEmpty()) {
            Txn next = waiting.stream()
                    .filter(txn -> !open.containsKey(txn.process()))
                    .findFirst()
                    .orElse(null);
            if (next != null && (open.isEmpty() || random.nextInt(3) > 0)) {
                waiting.remove(next);
                open.put(next.process(), next);
                add(operations, next, Operation.Type.INVOKE, renamed);
                continue;
            }
            List<Integer> running = new ArrayList<>(open.keySet());
            Collections.sort(running);
            int process = running.get(random.nextInt(running.size()));
            Txn done = open.remove(process);
            if (done == null) {
                continue;
            }
            if (done.outcome() != Operation.Type.INFO || random.nextBoolean()) {
                add(operations, done, done.outcome(), renamed);
            }
            if (done.outcome() == Operation.Type.INFO) {
                renamed.put(process, fresh++);
            }
        }
        if (readAtEnd) {
            Txn last = new Txn(999, Operation.Type.OK, List.of());
            add(operations, last, Operation.Type.INVOKE, renamed);
            List<Object> mops = new ArrayList<>();
            for (String key : KEYS) {
                mops.add(Arrays.asList("r", key, read(key, Integer.MAX_VALUE)));
            }
            operations.add(operation(operations.size(), 999, Operation.Type.OK, mops));
        }
        return History.of(operations);
    }

    private void add(List<Operation> operations, Txn txn, Operation.Type type, Map<Integer, Integer> renamed) {
        List<Object> mops = new ArrayList<>();
        for (Mop mop : txn.mops()) {
            boolean write = mop.f().equals("w");
            Object value = write ? (Object) mop.value() : null;
            if (!write && type == Operation.Type.OK) {
                int length = orders.getOrDefault(mop.key(), List.of()).size();
                value = read(mop.key(), random.nextInt(length + 1));
            }
            mops.add(Arrays.asList(write && lists ? "append" : mop.f(), mop.key(), value));
        }
        operations.add(operation(operations.size(), renamed.getOrDefault(txn.process(), txn.process()), type, mops));
    }

    private @Nullable Object read(String key, int length) {
        List<Long> order = orders.getOrDefault(key, List.of());
        int seen = Math.min(length, order.size());
        if (lists) {
            return new ArrayList<>(order.subList(0, seen));
        }
        return seen == 0 ? null : order.get(seen - 1);
    }

    private static Operation operation(int index, int process, Operation.Type type, List<Object> mops) {
        return new Operation(index, index * 1_000L, process, type, "txn", null, mops, null);
    }
}
