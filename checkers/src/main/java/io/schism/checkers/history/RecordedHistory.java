package io.schism.checkers.history;

import java.util.Objects;
import java.util.Optional;

/**
 * A history as it was read from a file.
 *
 * @param history the operations
 * @param dropped what was left out because the file's end is torn, as half a sentence; empty when nothing was
 */
public record RecordedHistory(History history, Optional<String> dropped) {
    public RecordedHistory {
        Objects.requireNonNull(history, "history");
        Objects.requireNonNull(dropped, "dropped");
    }
}
