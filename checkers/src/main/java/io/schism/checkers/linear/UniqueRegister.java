package io.schism.checkers.linear;

import io.schism.checkers.model.Action;
import io.schism.checkers.model.RegisterAction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Registers to which no value is written twice, in time O(n log n). After Gibbons and Korach, <i>Testing shared memories</i>, SIAM J. Comput.
 * 26(4), 1997, section 4 (read mapping known; chains of read-modify-writes), with calls of unknown outcome added.
 *
 * <p><b>Unknown outcomes.</b> What nobody can have seen is left out first ({@link Seen}). As each value has one writer, a call of unknown
 * outcome that is still there wrote a value that was seen, so it took effect; it just returns never.
 *
 * <p><b>Blocks.</b> A value is held from its write on, during its reads, until the next write. If a compare-and-set replaced it, that call
 * and the value it wrote follow directly. So the calls fall into blocks, each begun by a write (or by the initial value) and followed through
 * compare-and-sets; a linearization is an order of whole blocks, and within a block the order is fixed, but for reads of one value. A value read
 * but never written, two compare-and-sets of one value, and a ring of them that no write begins are contradictions.
 *
 * <p><b>Order of blocks.</b> Let f(A) be the earliest return in block A and s(A) the latest invocation. A must precede B exactly when some call
 * of A returned before some call of B was invoked: f(A) &lt; s(B). Claim: there is an order exactly when no two blocks must each precede the
 * other. Call A forward when f(A) &lt; s(A), else backward. By the condition the open intervals (f, s) of forward blocks are disjoint, and the
 * interval [s, f] of a backward block lies in no (f, s) of a forward one, so it has a point outside all of them. Sort forward blocks by their
 * interval and backward ones by such a point. If X comes before Y then s(X) &lt;= f(Y): the end of X's interval, or its point, which is at or after
 * s(X), is not after the start of Y's interval, or its point, which is at or before f(Y). So Y need not precede X.
 */
final class UniqueRegister {
    private static final int NONE = -1;

    private final Calls calls;
    private final int[] read;
    private final int[] written;
    private final int initial;

    // For each value: the call that wrote it, the one that replaced it by compare-and-set, its reads as a linked list.
    private final int[] writer;
    private final int[] replacer;
    private final int[] firstRead;
    private final int[] nextRead;

    // For each block: earliest return and latest invocation, and the calls they belong to.
    private int blocks;
    private final int[] earliest;
    private final int[] latest;
    private final int[] earliestCall;
    private final int[] latestCall;

    private UniqueRegister(Calls calls, int[] read, int[] written, int values, int initial) {
        this.calls = calls;
        this.read = read;
        this.written = written;
        this.initial = initial;
        writer = filled(values);
        replacer = filled(values);
        firstRead = filled(values);
        nextRead = filled(calls.size());
        earliest = new int[values];
        latest = new int[values];
        earliestCall = new int[values];
        latestCall = new int[values];
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NONE);
        return array;
    }

    /** The answer, or null when some value may have been written twice or the calls are none of a register. */
    static @Nullable Answer judge(Calls all, Object initial) {
        if (!(initial instanceof Optional<?> start)) {
            return null;
        }
        List<Action> actions = all.actions();
        Map<@Nullable Object, Integer> numbers = new HashMap<>(actions.size() * 2);
        int first = number(numbers, start.orElse(null));
        int[] read = filled(actions.size());
        int[] written = filled(actions.size());
        for (int action = 0; action < actions.size(); action++) {
            if (!(actions.get(action) instanceof RegisterAction step) || step instanceof RegisterAction.Append) {
                return null;
            }
            if (step instanceof RegisterAction.Read one) {
                read[action] = number(numbers, one.value());
            } else if (step instanceof RegisterAction.Write one) {
                written[action] = number(numbers, one.value());
            } else if (step instanceof RegisterAction.CompareAndSet one) {
                read[action] = number(numbers, one.from());
                written[action] = number(numbers, one.to());
            }
        }
        if (!unique(all, written, numbers.size(), first, true)) {
            return null;
        }
        Calls calls = Seen.only(all);
        if (!unique(calls, written, numbers.size(), first, false)) {
            return null;
        }
        return new UniqueRegister(calls, read, written, numbers.size(), first).judge();
    }

    private static int number(Map<@Nullable Object, Integer> numbers, @Nullable Object value) {
        Integer known = numbers.putIfAbsent(value, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    private static boolean unique(Calls calls, int[] written, int values, int initial, boolean certainOnly) {
        boolean[] taken = new boolean[values];
        taken[initial] = true;
        for (int call = 0; call < calls.size(); call++) {
            int value = written[calls.action(call)];
            if (value == NONE || (certainOnly && !calls.certain(call))) {
                continue;
            }
            if (taken[value]) {
                return false;
            }
            taken[value] = true;
        }
        return true;
    }

    private Answer judge() {
        int[] contradiction = link();
        if (contradiction == null) {
            contradiction = chains();
        }
        if (contradiction == null) {
            contradiction = order();
        }
        return contradiction == null ? Answer.valid(blocks) : Answer.invalidBecauseOf(calls, contradiction);
    }

    private int @Nullable [] link() {
        for (int call = 0; call < calls.size(); call++) {
            int action = calls.action(call);
            if (written[action] != NONE) {
                writer[written[action]] = call;
            }
        }
        for (int call = 0; call < calls.size(); call++) {
            int value = read[calls.action(call)];
            if (value == NONE) {
                continue;
            }
            if (writer[value] == NONE && value != initial) {
                return new int[] {call};
            }
            if (written[calls.action(call)] == NONE) {
                nextRead[call] = firstRead[value];
                firstRead[value] = call;
                continue;
            }
            if (replacer[value] != NONE) {
                return new int[] {replacer[value], call};
            }
            replacer[value] = call;
        }
        return null;
    }

    /** Makes the blocks; the calls of a contradiction within one, or null. */
    private int @Nullable [] chains() {
        int inBlocks = 0;
        for (int value = 0; value < writer.length; value++) {
            boolean begins = value == initial || (writer[value] != NONE && read[calls.action(writer[value])] == NONE);
            if (!begins) {
                continue;
            }
            int block = blocks++;
            earliest[block] = value == initial ? -1 : Integer.MAX_VALUE;
            latest[block] = -1;
            earliestCall[block] = NONE;
            latestCall[block] = NONE;
            int held = value;
            while (true) {
                if (writer[held] != NONE) {
                    inBlocks++;
                    int before = latestCall[block];
                    if (calls.returned(writer[held]) < latest[block]) {
                        return new int[] {before, writer[held]};
                    }
                    extend(block, writer[held]);
                }
                int bound = latest[block];
                int boundCall = latestCall[block];
                for (int call = firstRead[held]; call != NONE; call = nextRead[call]) {
                    if (calls.returned(call) < bound) {
                        return new int[] {boundCall, call};
                    }
                    extend(block, call);
                }
                if (replacer[held] == NONE) {
                    break;
                }
                held = written[calls.action(replacer[held])];
            }
        }
        return inBlocks == writers() ? null : ring();
    }

    private int writers() {
        int count = 0;
        for (int call : writer) {
            count += call == NONE ? 0 : 1;
        }
        return count;
    }

    private void extend(int block, int call) {
        if (calls.returned(call) < earliest[block]) {
            earliest[block] = calls.returned(call);
            earliestCall[block] = call;
        }
        if (calls.invoked(call) > latest[block]) {
            latest[block] = calls.invoked(call);
            latestCall[block] = call;
        }
    }

    /** The compare-and-sets of a ring. One exists: some writer belongs to no chain that a write begins. */
    private int[] ring() {
        int[] mark = new int[writer.length];
        for (int value = 0; value < writer.length; value++) {
            int held = value;
            // Back through what was replaced: to the write that begins the chain, or round.
            while (held != initial && mark[held] == 0 && writer[held] != NONE) {
                mark[held] = value + 1;
                int before = read[calls.action(writer[held])];
                if (before == NONE) {
                    break;
                }
                if (mark[before] == value + 1) {
                    return ringFrom(before);
                }
                held = before;
            }
        }
        throw new IllegalStateException("a chain that nothing begins has no ring");
    }

    private int[] ringFrom(int value) {
        int[] ring = new int[writer.length];
        int length = 0;
        int held = value;
        do {
            ring[length++] = writer[held];
            held = read[calls.action(writer[held])];
        } while (held != value);
        return Arrays.copyOf(ring, length);
    }

    /** The calls of two blocks that must each precede the other, or null. */
    private int @Nullable [] order() {
        long[] forward = new long[blocks];
        int count = 0;
        for (int block = 0; block < blocks; block++) {
            if (earliest[block] < latest[block]) {
                forward[count++] = ((long) earliest[block] << 32) | block;
            }
        }
        forward = Arrays.copyOf(forward, count);
        Arrays.sort(forward);
        for (int i = 1; i < count; i++) {
            if (earliest[(int) forward[i]] < latest[(int) forward[i - 1]]) {
                return conflict((int) forward[i - 1], (int) forward[i]);
            }
        }
        for (int block = 0; block < blocks; block++) {
            if (earliest[block] < latest[block]) {
                continue;
            }
            int place = Arrays.binarySearch(forward, (long) latest[block] << 32);
            int before = place >= 0 ? place - 1 : -place - 2;
            if (before >= 0 && earliest[block] < latest[(int) forward[before]]) {
                return conflict((int) forward[before], block);
            }
        }
        return null;
    }

    private int[] conflict(int one, int other) {
        return IntStream.of(earliestCall[one], latestCall[one], earliestCall[other], latestCall[other])
                .filter(call -> call != NONE)
                .distinct()
                .toArray();
    }
}
