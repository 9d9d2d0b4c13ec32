package io.schism.harness;

import io.schism.checkers.CheckResult;
import io.schism.results.RunRecord;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What came of a run. Immutable.
 *
 * @param directory where it is kept
 * @param result what the checkers said
 * @param record everything that is known about it
 */
public record RunOutcome(Path directory, CheckResult result, RunRecord record) {
    public RunOutcome {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(record, "record");
    }
}
