package io.schism.checkers.history;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets a completion share with its invocation what is equal in both: a write repeats its value, a transaction its writes. It takes a third
 * off the memory of a long history of transactions. For one thread.
 */
final class ValueSharing {
    private final Map<Integer, Object> open = new HashMap<>();

    Operation shared(Operation operation) {
        Object value = operation.value();
        if (!operation.ofClient() || value == null) {
            return operation;
        }
        if (operation.type() == Operation.Type.INVOKE) {
            open.put(operation.process(), value);
            return operation;
        }
        return shared(operation, value, open.remove(operation.process()));
    }

    private static Operation shared(Operation completion, Object value, @Nullable Object invoked) {
        if (value.equals(invoked)) {
            return completion.withKeyAndValue(completion.key(), invoked);
        }
        if (value instanceof FixedList own && invoked instanceof FixedList other) {
            own.share(other);
        }
        return completion;
    }
}
