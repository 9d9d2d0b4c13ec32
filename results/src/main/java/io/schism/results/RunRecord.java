package io.schism.results;

import io.schism.checkers.CheckResult;
import io.schism.checkers.history.History;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about one run; what reports are made of. Immutable.
 *
 * @param info how it was started
 * @param history what was recorded, perhaps cut short by a crash
 * @param faults the faults, in order of their numbers
 * @param result what the checkers said, or null when nothing was checked
 * @param notes findings beside the verdict, one sentence each: a teardown that failed, a node found dead, a history cut short
 */
public record RunRecord(
        RunInfo info,
        History history,
        List<FaultWindow> faults,
        @Nullable CheckResult result,
        List<String> notes) {
    public RunRecord {
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(history, "history");
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }
}
