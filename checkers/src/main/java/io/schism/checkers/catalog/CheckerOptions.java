package io.schism.checkers.catalog;

import io.schism.checkers.model.NullRead;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a checker can be told. A checker takes what concerns it and leaves the rest. Immutable.
 *
 * @param initial the initial value, as JSON has it; null for the checker's own
 * @param nullRead what an {@code ok} read of null means to a model
 * @param consistency models that must hold, in Elle's words; empty for strict serializability, {@code none} alone when only the
 *     anomalies decide
 * @param anomalies anomalies to look for besides those, in Elle's words
 * @param linearizableKeys whether each key may be taken as linearizable to infer its version order
 * @param sequentialKeys whether each key may be taken as sequentially consistent to infer its version order
 * @param wfrKeys whether within one transaction writes may be taken to follow reads to infer a version order
 */
public record CheckerOptions(
        @Nullable Object initial,
        NullRead nullRead,
        List<String> consistency,
        List<String> anomalies,
        boolean linearizableKeys,
        boolean sequentialKeys,
        boolean wfrKeys) {
    public CheckerOptions {
        Objects.requireNonNull(nullRead, "nullRead");
        consistency = List.copyOf(consistency);
        anomalies = List.copyOf(anomalies);
    }

    /** The checker's own initial value, a read of null is literal, strict serializability, no inference that needs a promise. */
    public static CheckerOptions ofDefaults() {
        return new CheckerOptions(null, NullRead.UNSET, List.of(), List.of(), false, false, false);
    }

    /** The same with another initial value, as JSON has it. */
    public CheckerOptions withInitial(@Nullable Object value) {
        return new CheckerOptions(value, nullRead, consistency, anomalies, linearizableKeys, sequentialKeys, wfrKeys);
    }

    /** The same with another reading of null. */
    public CheckerOptions withNullRead(NullRead reading) {
        return new CheckerOptions(initial, reading, consistency, anomalies, linearizableKeys, sequentialKeys, wfrKeys);
    }

    /** The same with other models that must hold. */
    public CheckerOptions withConsistency(List<String> models) {
        return new CheckerOptions(initial, nullRead, models, anomalies, linearizableKeys, sequentialKeys, wfrKeys);
    }
}
