package io.schism.checkers.history;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of a history: an invocation or a completion. The vocabulary is Jepsen's (jepsen-io/history, README). Immutable as long as the
 * values in it are.
 *
 * <p>Keys, values and errors are what JSON knows: null, Boolean, Long, Double, String, List, Map. Integers are always {@link Long}. A
 * transaction is {@code f = "txn"} with a list of micro-operations, each a list {@code [f, key, value]}.
 *
 * @param index position in the history it was recorded in, from 0
 * @param time nanoseconds since the start of the run on one monotonic clock; -1 when it was not recorded
 * @param process the logical process; {@link #NEMESIS} for faults
 * @param type whether it was invoked or how it completed
 * @param f what it does: {@code read}, {@code write}, {@code cas}, {@code txn}, …
 * @param key the independent key it acts on, or null when the history has but one
 * @param value argument or result; a compare-and-set has {@code [old, new]}
 * @param error why it failed or is unknown, or null
 */
public record Operation(
        long index,
        long time,
        int process,
        Type type,
        String f,
        @Nullable Object key,
        @Nullable Object value,
        @Nullable Object error) {
    /** The process number of faults; never paired, never judged. */
    public static final int NEMESIS = -1;

    public Operation {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(f, "f");
    }

    /** An invocation or one of the three outcomes. */
    public enum Type {
        /** The client is about to act. */
        INVOKE,
        /** It took effect. */
        OK,
        /** It did not take effect and never will. */
        FAIL,
        /** Unknown: it may have taken effect, may take effect later, or never. */
        INFO;

        /** The word used in files: {@code invoke}, {@code ok}, {@code fail}, {@code info}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** True for an operation of a client, false for one of the nemesis. */
    public boolean ofClient() {
        return process >= 0;
    }

    /** The same at another index. */
    public Operation withIndex(long newIndex) {
        return new Operation(newIndex, time, process, type, f, key, value, error);
    }

    /** The same with another key and value. */
    public Operation withKeyAndValue(@Nullable Object newKey, @Nullable Object newValue) {
        return new Operation(index, time, process, type, f, newKey, newValue, error);
    }
}
