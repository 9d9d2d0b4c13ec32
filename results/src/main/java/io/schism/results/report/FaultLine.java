package io.schism.results.report;

import io.schism.results.Amounts;
import io.schism.results.FaultWindow;
import io.schism.results.figures.AvailabilityFigures;
import org.jspecify.annotations.Nullable;

/** One fault as a line of a table; every member is text, a dash where nothing is known. */
record FaultLine(
        long id,
        String name,
        String family,
        String planned,
        String begun,
        String healed,
        String lasted,
        String injection,
        String downtime,
        String recovery,
        String chip,
        String proof,
        String evidence,
        String problem) {
    static FaultLine of(FaultWindow fault, AvailabilityFigures availability) {
        AvailabilityFigures.Downtime cost = availability.faults().get(fault.id());
        Long begun = fault.begun();
        Long healed = fault.healed();
        String name = fault.name().isEmpty() ? (fault.fault() + " " + fault.variant()).strip() : fault.name();
        return new FaultLine(
                fault.id(),
                name,
                fault.fault(),
                moment(fault.planned()),
                moment(begun),
                begun != null && healed == null ? "never" : moment(healed),
                begun == null || healed == null ? "–" : Amounts.duration(healed - begun),
                Amounts.millis(fault.injectionMillis()),
                cost == null ? "–" : Amounts.millis(cost.downtime()),
                cost == null ? "–" : Amounts.millis(cost.recovery()),
                begun == null ? "unknown" : fault.proven() ? "valid" : "invalid",
                begun == null ? "did not begin" : fault.proven() ? "✓ proven" : "✗ no proof",
                fault.evidence(),
                fault.problem());
    }

    private static String moment(@Nullable Long nanos) {
        return nanos == null ? "–" : Amounts.moment(nanos);
    }
}
