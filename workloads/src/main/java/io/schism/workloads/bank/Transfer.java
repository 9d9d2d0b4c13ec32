package io.schism.workloads.bank;

import io.schism.checkers.history.Operation;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Money on its way.
 *
 * @param from the account it is taken from
 * @param to the account it is given to
 * @param amount how much
 */
record Transfer(Object from, Object to, long amount) {
    static Transfer of(Operation operation) {
        Map<?, ?> value = (Map<?, ?>) Objects.requireNonNull(operation.value(), "transfer");
        return new Transfer(field(value, "from"), field(value, "to"), (Long) field(value, "amount"));
    }

    private static Object field(Map<?, ?> value, String name) {
        return Objects.requireNonNull(value.get(name), name);
    }

    /** As it stands in the history. */
    Map<String, Object> value() {
        return new TreeMap<>(Map.of("from", from, "to", to, "amount", amount));
    }
}
