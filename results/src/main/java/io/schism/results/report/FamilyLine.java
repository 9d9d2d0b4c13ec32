package io.schism.results.report;

import io.schism.results.Amounts;
import io.schism.results.figures.AvailabilityFigures;
import java.util.ArrayList;
import java.util.List;

/** What the faults of one family cost, as a line of a table; every member is text. */
record FamilyLine(
        String name,
        String faults,
        String medianDowntime,
        String longestDowntime,
        String medianRecovery,
        String longestRecovery) {
    /** A line for each family, then one for the times without any fault. */
    static List<FamilyLine> of(AvailabilityFigures availability) {
        List<FamilyLine> lines = new ArrayList<>();
        availability
                .families()
                .forEach((name, family) -> lines.add(new FamilyLine(
                        name,
                        Amounts.count(family.faults()),
                        Amounts.millis(family.medianDowntime()),
                        Amounts.millis(family.longestDowntime()),
                        Amounts.millis(family.medianRecovery()),
                        Amounts.millis(family.longestRecovery()))));
        if (availability.longestCalmGap() != null) {
            lines.add(new FamilyLine(
                    "(no fault in force)", "", "", Amounts.millis(availability.longestCalmGap()), "", ""));
        }
        return lines;
    }
}
