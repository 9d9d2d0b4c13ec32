package io.schism.checkers.linear;

import io.schism.checkers.model.Action;
import io.schism.checkers.model.RegisterAction;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks ahead where values only grow: by appends, until a write begins anew. Without this each order of the appends between two reads is a
 * configuration.
 *
 * <ol>
 *   <li>The value must become what the next reads find: it is the beginning of that, or a write can still take effect before the read returns
 *       whose value is. An order of appends of which neither is true leads nowhere, and need not wait for the read to be found out.
 *   <li>When no read that can still see the value leads on from it, only a write can help, and it does not matter what the value is. All
 *       such values are one state, {@link #LOST}, which appends leave as it is.
 * </ol>
 */
final class Growth {
    /** Stands for any value that nobody will read. */
    static final Object LOST = new Object() {
        @Override
        public String toString() {
            return "a value nobody reads";
        }
    };

    /** More reads than these are not looked at; the first nearly always tells. */
    private static final int READS_AHEAD = 4;

    private final Calls calls;
    private final int[] reads;
    private final int[] writes;
    private final int[] invokedReads;
    private int nextRead;
    private int nextInvoked;
    private int nextWrite;

    private Growth(Calls calls, int[] reads, int[] writes) {
        this.calls = calls;
        this.reads = reads;
        this.writes = writes;
        this.invokedReads = reads.clone();
        Arrays.sort(invokedReads); // Calls are numbered in the order of their invocations.
    }

    /** The look ahead, or null where the value can change otherwise. */
    static @Nullable Growth of(Calls calls) {
        boolean appends = false;
        for (Action action : calls.actions()) {
            if (!(action instanceof RegisterAction) || action instanceof RegisterAction.CompareAndSet) {
                return null;
            }
            appends |= action instanceof RegisterAction.Append;
        }
        if (!appends) {
            return null;
        }
        int[] reads = IntStream.range(0, calls.size())
                .filter(call -> calls.actionOf(call) instanceof RegisterAction.Read)
                .boxed()
                .sorted(Comparator.comparingInt(calls::returned))
                .mapToInt(call -> call)
                .toArray();
        int[] writes = IntStream.range(0, calls.size())
                .filter(call -> calls.actionOf(call) instanceof RegisterAction.Write)
                .toArray();
        return new Growth(calls, reads, writes);
    }

    /** Time has come to the return at this position. */
    void advance(int position) {
        while (nextRead < reads.length && calls.returned(reads[nextRead]) < position) {
            nextRead++;
        }
        while (nextInvoked < invokedReads.length && calls.invoked(invokedReads[nextInvoked]) < position) {
            nextInvoked++;
        }
        while (nextWrite < writes.length && calls.invoked(writes[nextWrite]) < position) {
            nextWrite++;
        }
    }

    /** The i-th read to return from now on; -1 when there is none or it is too far away. */
    int read(int i) {
        return i < READS_AHEAD && nextRead + i < reads.length ? reads[nextRead + i] : -1;
    }

    /** The last return that was looked at so far, from now on. */
    int horizon() {
        int last = Math.min(nextRead + READS_AHEAD, reads.length) - 1;
        return last < nextRead ? Calls.NEVER - 1 : calls.returned(reads[last]);
    }

    /** Whether a write yet to be invoked can be what the read builds on. */
    boolean begunByLaterWrite(int read) {
        for (int i = nextWrite; i < writes.length && calls.invoked(writes[i]) < calls.returned(read); i++) {
            if (begins(calls.actionOf(writes[i]), read)) {
                return true;
            }
        }
        return false;
    }

    /** Whether what the read found begins with what the write wrote. */
    boolean begins(Action write, int read) {
        return leadsTo(Optional.ofNullable(((RegisterAction.Write) write).value()), read);
    }

    /** The i-th read to be invoked from now on; -1 when there is none. */
    int laterRead(int i) {
        return nextInvoked + i < invokedReads.length ? invokedReads[nextInvoked + i] : -1;
    }

    /** Whether the value can become what the read found, by appends alone. */
    boolean leadsTo(Object state, int read) {
        if (state.equals(LOST)) {
            return false;
        }
        Object found = ((RegisterAction.Read) calls.actionOf(read)).value();
        Object value = ((Optional<?>) state).orElse(null);
        if (value == null) {
            return found == null || found instanceof String;
        }
        if (value instanceof String begin && found instanceof String whole) {
            return whole.startsWith(begin);
        }
        return value.equals(found);
    }
}
