package io.schism.nemesis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The measurement that a fault happened. Immutable.
 *
 * @param happened whether the measurement shows the effect; a fault without it did not happen
 * @param sentence the measurement in words: {@code "18,204 bytes held on 12 links"}
 * @param measures the numbers behind the sentence, by name, values as JSON has them
 */
public record Proof(boolean happened, String sentence, Map<String, Object> measures) {
    public Proof {
        Objects.requireNonNull(sentence, "sentence");
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    }
}
