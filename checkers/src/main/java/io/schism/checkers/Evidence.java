package io.schism.checkers;

import io.schism.checkers.history.Operation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a history is invalid, small enough to be read by a person. Immutable.
 *
 * @param title the anomaly in the field's name for it: {@code nonlinearizable}, {@code G-single}, {@code lost-update}, …
 * @param contradiction one sentence
 * @param explanation the whole argument in plain text, several lines where needed
 * @param operations the smallest history that still shows it, in recorded order
 * @param details further facts of the checker (key, last state that could be explained, …), values as JSON has them: null, Boolean, Number,
 *     String, List, Map
 * @param drawing a stand-alone SVG image, or null where the operations are best drawn as a timeline
 */
public record Evidence(
        String title,
        String contradiction,
        String explanation,
        List<Operation> operations,
        Map<String, @Nullable Object> details,
        @Nullable String drawing) {
    public Evidence {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(contradiction, "contradiction");
        Objects.requireNonNull(explanation, "explanation");
        operations = List.copyOf(operations);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
}
