package io.schism.checkers.fork;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction of reads saw.
 *
 * @param invocation its invocation
 * @param completion its completion
 * @param position place of the completion in the history
 * @param values what it read of each key; null for nothing yet
 */
record Snapshot(Operation invocation, Operation completion, int position, Map<String, @Nullable Object> values) {
    /** The snapshot, or null when the transaction does not consist of reads alone. */
    static @Nullable Snapshot of(History history, int position, List<?> transaction) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Object step : transaction) {
            if (!(step instanceof List<?> read) || read.size() != 3 || !"r".equals(read.get(0))) {
                return null;
            }
            values.put(String.valueOf(read.get(1)), read.get(2));
        }
        if (values.isEmpty()) {
            return null;
        }
        return new Snapshot(history.get(history.pairOf(position)), history.get(position), position, values);
    }

    /** How many of the keys were already written. */
    int written() {
        return (int) values.values().stream().filter(value -> value != null).count();
    }

    /** A key that this one saw written and the other did not, or null. */
    @Nullable String aheadOf(Snapshot other) {
        for (Map.Entry<String, @Nullable Object> read : values.entrySet()) {
            if (read.getValue() != null && other.values.get(read.getKey()) == null) {
                return read.getKey();
            }
        }
        return null;
    }
}
