package io.schism.workloads.txn;

import io.schism.checkers.history.Operation;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

    private static final int PARTS = 3;

    static List<Step> of(Operation transaction) {
        List<?> steps = (List<?>) Objects.requireNonNull(transaction.value(), "steps");
        return steps.stream()
                .map(step -> (List<?>) step)
                .map(step -> new Step((String) step.get(0), step.get(1), step.get(2)))
                .toList();
    }

    /** The keys of all steps; none of an operation that is no transaction. */
    static Set<Object> keys(Operation operation) {
        Set<Object> keys = new LinkedHashSet<>();
        for (Object step : operation.value() instanceof List<?> steps ? steps : List.of()) {
            if (step instanceof List<?> parts && parts.size() == PARTS && parts.get(1) != null) {
                keys.add(parts.get(1));
            }
        }
        return keys;
    }

    /** Whether no step writes; false of an operation that is no transaction. */
    static boolean onlyReads(Operation operation) {
        return operation.value() instanceof List<?> steps
                && steps.stream()
                        .allMatch(
                                step -> step instanceof List<?> parts && !parts.isEmpty() && READ.equals(parts.get(0)));
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
