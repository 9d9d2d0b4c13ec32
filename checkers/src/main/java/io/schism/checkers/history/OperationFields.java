package io.schism.checkers.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the line that is being read, until they make an operation. Used again for every line. Complaints carry no place; the source
 * that knows it adds it.
 */
final class OperationFields {
    private static final String TRANSACTION = "txn";

    private final boolean independentTuples;

    private int seen;
    private long index;
    private long time;
    private int process;
    private Operation.@Nullable Type type;
    private @Nullable String f;
    private @Nullable Object key;
    private @Nullable Object value;
    private @Nullable Object error;

    OperationFields(boolean independentTuples) {
        this.independentTuples = independentTuples;
    }

    /** Forgets the line before. */
    void clear() {
        seen = 0;
        index = 0;
        time = -1;
        process = 0;
        type = null;
        f = null;
        key = null;
        value = null;
        error = null;
    }

    /** Takes a field; names that are none of an operation's are left aside, as Jepsen's own checkers do. */
    void set(String name, @Nullable Object given) {
        switch (name) {
            case "index" -> {
                once(0, name);
                index = integer(name, given, 0);
            }
            case "time" -> {
                once(1, name);
                time = integer(name, given, -1);
            }
            case "process" -> {
                once(2, name);
                process = process(given);
            }
            case "type" -> {
                once(3, name);
                type = type(given);
            }
            case "f" -> {
                once(4, name);
                f = f(given);
            }
            case "key" -> {
                once(5, name);
                key = given;
            }
            case "value" -> {
                once(6, name);
                value = given;
            }
            case "error" -> {
                once(7, name);
                error = given;
            }
            default -> {
                // Extra fields are free in Jepsen's histories: clock-offsets, exception, debug.
            }
        }
    }

    /** The operation; its index is {@code position} where the line has none. */
    Operation operation(long position) {
        if (!has(2)) {
            throw new MalformedHistoryException("the operation has no process; add \"process\": 0, or \"nemesis\"");
        }
        if (type == null) {
            throw new MalformedHistoryException(
                    "the operation has no type; add \"type\" with one of invoke, ok, fail, info");
        }
        String name = f == null && transaction(value) ? TRANSACTION : f;
        if (name == null) {
            throw new MalformedHistoryException(
                    "the operation has no f; add \"f\" with what it does, such as \"read\"");
        }
        long place = has(0) ? index : position;
        if (independentTuples && process >= 0 && !has(5) && value instanceof List<?> tuple && tuple.size() == 2) {
            return new Operation(place, time, process, type, name, tuple.get(0), tuple.get(1), error);
        }
        return new Operation(place, time, process, type, name, key, value, error);
    }

    /** Elle's own histories leave {@code f} out: a list of {@code [f, key, value]} says by itself that it is a transaction. */
    private static boolean transaction(@Nullable Object value) {
        return value instanceof List<?> steps
                && !steps.isEmpty()
                && steps.stream()
                        .allMatch(step ->
                                step instanceof List<?> list && list.size() == 3 && list.get(0) instanceof String);
    }

    private boolean has(int field) {
        return (seen & (1 << field)) != 0;
    }

    private void once(int field, String name) {
        if (has(field)) {
            throw new MalformedHistoryException("the operation has " + name + " twice; keep one of them");
        }
        seen |= 1 << field;
    }

    private static long integer(String name, @Nullable Object given, long least) {
        if (given instanceof Long number && number >= least) {
            return number;
        }
        throw new MalformedHistoryException(
                name + " (" + shown(given) + ") must be an integer of at least " + least + ", or be left out");
    }

    private static int process(@Nullable Object given) {
        if (given instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        if ("nemesis".equals(given)) {
            return Operation.NEMESIS;
        }
        throw new MalformedHistoryException("process (" + shown(given) + ") must be an integer from 0 to "
                + Integer.MAX_VALUE + ", or \"nemesis\"");
    }

    private static Operation.Type type(@Nullable Object given) {
        return switch (given instanceof String word ? word : "") {
            case "invoke" -> Operation.Type.INVOKE;
            case "ok" -> Operation.Type.OK;
            case "fail" -> Operation.Type.FAIL;
            case "info" -> Operation.Type.INFO;
            default ->
                throw new MalformedHistoryException(
                        "type (" + shown(given) + ") must be one of invoke, ok, fail, info");
        };
    }

    private static String f(@Nullable Object given) {
        if (given instanceof String name && !name.isEmpty()) {
            return name;
        }
        throw new MalformedHistoryException("f (" + shown(given) + ") must be a name, such as \"read\"");
    }

    private static String shown(@Nullable Object given) {
        String text = String.valueOf(given);
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
