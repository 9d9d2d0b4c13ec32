package io.schism.checkers.catalog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a checker can be told. A checker takes what concerns it and leaves the rest. Defaults: the model's own initial value, an
 * {@code ok} read of null is literal, strict serializability, no inference that needs a promise. Immutable.
 *
 * @param initial the initial value, as JSON has it, when one is given
 * @param nullReadMatchesAll whether an {@code ok} read of null matches every state, as Knossos reads it
 * @param consistency models that must hold, in Elle's words; empty for strict serializability
 * @param anomalies anomalies to look for besides those, in Elle's words
 * @param linearizableKeys whether each key may be taken as linearizable to infer its version order
 * @param sequentialKeys whether each key may be taken as sequentially consistent to infer its version order
 * @param wfrKeys whether within one transaction writes may be taken to follow reads to infer a version order
 */
public record CheckerOptions(
        Optional<Initial> initial,
        boolean nullReadMatchesAll,
        List<String> consistency,
        List<String> anomalies,
        boolean linearizableKeys,
        boolean sequentialKeys,
        boolean wfrKeys) {
    public CheckerOptions {
        consistency = List.copyOf(consistency);
        anomalies = List.copyOf(anomalies);
    }

    /** A given initial value, which may be null. */
    public record Initial(@Nullable Object value) {}

    /** The defaults. */
    public static CheckerOptions ofDefaults() {
        return new CheckerOptions(Optional.empty(), false, List.of(), List.of(), false, false, false);
    }
}
