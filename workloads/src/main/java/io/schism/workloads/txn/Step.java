package io.schism.workloads.txn;

import io.schism.checkers.history.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of a transaction, {@code [f, key, value]} in the history.
 *
 * @param f {@code r}, {@code append} or {@code w}
 * @param key the key
 * @param value what is written, or what was read
 */
record Step(String f, Object key, @Nullable Object value) {
    static final String READ = "r";
    static final String APPEND = "append";
    static final String WRITE = "w";

    static List<Step> of(Operation transaction) {
        List<?> steps = (List<?>) Objects.requireNonNull(transaction.value(), "steps");
        return steps.stream()
                .map(step -> (List<?>) step)
                .map(step -> new Step((String) step.get(0), step.get(1), step.get(2)))
                .toList();
    }

    boolean reads() {
        return f.equals(READ);
    }

    /** Where the store keeps the key. */
    String storeKey() {
        return "t" + key;
    }

    /** The step with what it read. */
    Step read(@Nullable Object found) {
        return new Step(f, key, found);
    }

    /** As it stands in the history. */
    List<@Nullable Object> written() {
        return Arrays.asList(f, key, value);
    }

    /** As they stand in the history. */
    static List<?> written(List<Step> steps) {
        return steps.stream().map(Step::written).toList();
    }
}
