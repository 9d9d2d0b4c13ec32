package io.schism.harness.cli;

import io.schism.checkers.CheckResult;
import io.schism.checkers.history.History;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * One file as it was judged.
 *
 * @param path as it was given
 * @param result the checker's
 * @param millis time of checking alone, in milliseconds; the median when it was repeated
 * @param history what was judged
 * @param dropped what the reader left out at a torn end, when it did
 */
record Checked(Path path, CheckResult result, double millis, History history, Optional<String> dropped) {
    Checked {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(history, "history");
        Objects.requireNonNull(dropped, "dropped");
    }
}
