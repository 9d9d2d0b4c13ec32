package io.schism.checkers.linear;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Long histories for the table of speeds that no script makes. The same seed gives the same history. */
final class MadeHistories {
    private final List<Operation> lines = new ArrayList<>();
    private final Random random;

    private MadeHistories(long seed) {
        this.random = new Random(seed);
    }

    private void line(int process, Operation.Type type, String f, @Nullable Object value) {
        lines.add(new Operation(lines.size(), -1, process, type, f, null, value, null));
    }

    /** One register, ten processes; every tenth call is a write of unknown outcome, and half of these took effect. No value is written twice. */
    static History unknownWrites(int calls, boolean stale) {
        MadeHistories made = new MadeHistories(31);
        int[] process = new int[10];
        String[] open = new String[10];
        long[] wrote = new long[10];
        Object[] found = new Object[10];
        Arrays.setAll(process, thread -> thread);
        Object state = null;
        Object old = null;
        long next = 1;
        int begun = 0;
        while (begun < calls || Arrays.stream(open).anyMatch(f -> f != null)) {
            int thread = made.random.nextInt(10);
            if (open[thread] == null) {
                if (begun == calls) {
                    continue;
                }
                begun++;
                boolean unknown = begun % 10 == 0;
                boolean read = !unknown && made.random.nextBoolean();
                open[thread] = unknown ? "unknown" : read ? "read" : "write";
                wrote[thread] = next;
                made.line(
                        process[thread], Operation.Type.INVOKE, read ? "read" : "write", read ? null : (Object) next++);
                if (read) {
                    found[thread] = state;
                } else if (!unknown || made.random.nextBoolean()) {
                    old = state;
                    state = wrote[thread];
                }
                continue;
            }
            String f = open[thread];
            open[thread] = null;
            if (f.equals("unknown")) {
                made.line(process[thread], Operation.Type.INFO, "write", wrote[thread]);
                process[thread] += 10;
                continue;
            }
            made.line(process[thread], Operation.Type.OK, f, f.equals("read") ? found[thread] : (Object) wrote[thread]);
        }
        if (stale) {
            made.line(process[0], Operation.Type.INVOKE, "write", next);
            made.line(process[0], Operation.Type.OK, "write", next);
            made.line(process[0], Operation.Type.INVOKE, "read", null);
            made.line(process[0], Operation.Type.OK, "read", old);
        }
        return History.of(made.lines);
    }

    /** One process puts again and again while twenty puts of others never return; half of those take effect somewhere. */
    static History putsAndUnknown(int puts, boolean versioned) {
        MadeHistories made = new MadeHistories(32);
        for (int other = 1; other <= 20; other++) {
            made.line(other, Operation.Type.INVOKE, "write", value(versioned, null, -other));
        }
        long version = 0;
        for (long put = 1; put <= puts; put++) {
            made.line(0, Operation.Type.INVOKE, "write", value(versioned, null, put));
            if (put % 700 == 0) {
                version++; // One of the twenty, seen in the version alone.
            }
            version++;
            made.line(0, Operation.Type.OK, "write", value(versioned, version, put));
        }
        made.line(0, Operation.Type.INVOKE, "read", null);
        made.line(0, Operation.Type.OK, "read", value(versioned, version, puts));
        return History.of(made.lines);
    }

    private static Object value(boolean versioned, @Nullable Object version, long value) {
        return versioned ? Collections.unmodifiableList(Arrays.asList(version, value)) : (Object) value;
    }

    /** A queue, ten processes; one call in a hundred is of unknown outcome, and half of these took effect. */
    static History queue(int calls, boolean swapped) {
        MadeHistories made = new MadeHistories(33);
        Deque<Long> queue = new ArrayDeque<>();
        int[] process = new int[10];
        String[] open = new String[10];
        Object[] value = new Object[10];
        boolean[] unknown = new boolean[10];
        Arrays.setAll(process, thread -> thread);
        long next = 1;
        int begun = 0;
        while (begun < calls || Arrays.stream(open).anyMatch(f -> f != null)) {
            int thread = made.random.nextInt(10);
            if (open[thread] == null) {
                if (begun == calls) {
                    continue;
                }
                begun++;
                boolean enqueue = queue.size() < 5 || made.random.nextBoolean();
                unknown[thread] = made.random.nextInt(100) == 0;
                open[thread] = enqueue ? "enqueue" : "dequeue";
                value[thread] = enqueue ? (Object) next : null;
                made.line(process[thread], Operation.Type.INVOKE, open[thread], value[thread]);
                boolean effect = !unknown[thread] || made.random.nextBoolean();
                if (enqueue) {
                    if (effect) {
                        queue.add(next);
                    }
                    next++;
                } else if (effect) {
                    value[thread] = queue.poll();
                }
                continue;
            }
            made.line(
                    process[thread],
                    unknown[thread] ? Operation.Type.INFO : Operation.Type.OK,
                    open[thread],
                    unknown[thread] && open[thread].equals("dequeue") ? null : value[thread]);
            process[thread] += unknown[thread] ? 10 : 0;
            open[thread] = null;
        }
        if (swapped) {
            for (long element : new long[] {next, next + 1}) {
                made.line(1000, Operation.Type.INVOKE, "enqueue", element);
                made.line(1000, Operation.Type.OK, "enqueue", element);
            }
            while (!queue.isEmpty()) {
                made.line(1000, Operation.Type.INVOKE, "dequeue", null);
                made.line(1000, Operation.Type.OK, "dequeue", queue.poll());
            }
            for (long element : new long[] {next + 1, next}) {
                made.line(1000, Operation.Type.INVOKE, "dequeue", null);
                made.line(1000, Operation.Type.OK, "dequeue", element);
            }
        }
        return History.of(made.lines);
    }
}
