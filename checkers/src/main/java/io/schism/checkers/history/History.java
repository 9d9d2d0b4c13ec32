package io.schism.checkers.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Operations in the order they were recorded, with each invocation paired to its completion. Positions are places in this history, from
 * 0, and may differ from {@link Operation#index()} when the history is a part of a longer one. Immutable and safe for several threads.
 */
public final class History {
    /** Answer of {@link #pairOf} where there is no other half. */
    public static final int NONE = -1;

    private final Operation[] operations;
    private final int[] pairs;

    private History(Operation[] operations) {
        this.operations = operations;
        this.pairs = pair(operations);
    }

    /**
     * The history made of these operations, in this order.
     *
     * @throws MalformedHistoryException when a process invokes while it has an open operation, or completes what it did not invoke
     */
    public static History of(Collection<Operation> operations) {
        return new History(operations.toArray(new Operation[0]));
    }

    /** How many operations (lines) there are. */
    public int size() {
        return operations.length;
    }

    /** How many operations clients invoked. */
    public int invocations() {
        int count = 0;
        for (Operation operation : operations) {
            if (operation.ofClient() && operation.type() == Operation.Type.INVOKE) {
                count++;
            }
        }
        return count;
    }

    /** The operation at this position. */
    public Operation get(int position) {
        return operations[position];
    }

    /**
     * The position of the completion of an invocation, or of the invocation of a completion; {@link #NONE} for an invocation that never
     * completed and for operations of the nemesis.
     */
    public int pairOf(int position) {
        return pairs[position];
    }

    /** All operations, in order; a view that cannot be changed. */
    public List<Operation> operations() {
        return Collections.unmodifiableList(Arrays.asList(operations));
    }

    /** The operations that satisfy the predicate, which must treat both halves of a pair alike. */
    public History filter(Predicate<Operation> predicate) {
        List<Operation> kept = new ArrayList<>();
        for (Operation operation : operations) {
            if (predicate.test(operation)) {
                kept.add(operation);
            }
        }
        return of(kept);
    }

    private static int[] pair(Operation[] operations) {
        int[] pairs = new int[operations.length];
        Arrays.fill(pairs, NONE);
        Map<Integer, Integer> open = new HashMap<>();
        for (int i = 0; i < operations.length; i++) {
            Operation operation = operations[i];
            if (!operation.ofClient()) {
                continue;
            }
            if (operation.type() == Operation.Type.INVOKE) {
                Integer before = open.put(operation.process(), i);
                if (before != null) {
                    throw new MalformedHistoryException("operation " + operation.index() + ": process "
                            + operation.process() + " invokes " + operation.f() + " while its operation "
                            + operations[before].index()
                            + " is still open; a process has one open operation at a time");
                }
                continue;
            }
            Integer invocation = open.remove(operation.process());
            if (invocation == null) {
                throw new MalformedHistoryException("operation " + operation.index() + ": process "
                        + operation.process() + " completes " + operation.f()
                        + " which it did not invoke; every completion needs an invocation before it");
            }
            pairs[invocation] = i;
            pairs[i] = invocation;
        }
        return pairs;
    }
}
