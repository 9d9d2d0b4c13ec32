package io.schism.results.figures;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.availability.Availability;
import io.schism.results.RunInfo;
import io.schism.results.RunRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long nothing succeeded, as the checker {@link Availability} measures it. Times are in milliseconds, null where they could not be
 * measured. Immutable.
 *
 * @param sentence the measurement in words
 * @param longestGap the longest time without a success
 * @param longestCalmGap the same where no fault was in force
 * @param families by family of faults
 * @param faults by number of the fault
 */
public record AvailabilityFigures(
        String sentence,
        @Nullable Double longestGap,
        @Nullable Double longestCalmGap,
        Map<String, Family> families,
        Map<Long, Downtime> faults) {
    public AvailabilityFigures {
        families = new TreeMap<>(families);
        faults = new TreeMap<>(faults);
    }

    /** What the faults of one family cost. */
    public record Family(
            long faults,
            @Nullable Double medianDowntime,
            @Nullable Double longestDowntime,
            @Nullable Double medianRecovery,
            @Nullable Double longestRecovery) {}

    /**
     * What one fault cost.
     *
     * @param downtime the longest time without a success that reaches into it
     * @param recovery from its healing to the next success
     */
    public record Downtime(
            @Nullable Double downtime, @Nullable Double recovery) {}

    /** Those of the run's own result; measured now where it has none, because it crashed. */
    public static AvailabilityFigures of(RunRecord run) {
        RunInfo info = run.info();
        Availability measuring = info.concurrency() == 0
                ? Availability.ofWhole()
                : Availability.ofNodes(info.nodes(), info.concurrency());
        return of(find(run.result(), measuring.name())
                .orElseGet(() -> measuring.check(run.history(), Budget.ofDefaults())));
    }

    /** Those in the result of a whole run; empty when availability was not measured. */
    public static Optional<AvailabilityFigures> in(@Nullable CheckResult result) {
        return find(result, Availability.ofWhole().name()).map(AvailabilityFigures::of);
    }

    /** The part of a result that comes from this checker. */
    static Optional<CheckResult> find(@Nullable CheckResult result, String checker) {
        if (result == null) {
            return Optional.empty();
        }
        if (result.checker().equals(checker)) {
            return Optional.of(result);
        }
        return result.parts().stream()
                .flatMap(part -> find(part, checker).stream())
                .findFirst();
    }

    private static AvailabilityFigures of(CheckResult result) {
        Map<String, @Nullable Object> details = result.details();
        Map<String, Family> families = new TreeMap<>();
        if (details.get("byFamily") instanceof Map<?, ?> byFamily) {
            byFamily.forEach((name, family) -> families.put(String.valueOf(name), family(family)));
        }
        Map<Long, Downtime> faults = new TreeMap<>();
        if (details.get("faults") instanceof List<?> given) {
            for (Object fault : given) {
                Double id = number(fault, "id");
                if (id != null) {
                    faults.put(id.longValue(), new Downtime(number(fault, "downtimeMs"), number(fault, "recoveryMs")));
                }
            }
        }
        return new AvailabilityFigures(
                result.reason(),
                number(details, "longestGapMs"),
                number(details, "longestGapWithoutFaultMs"),
                families,
                faults);
    }

    private static Family family(@Nullable Object family) {
        Double faults = number(family, "faults");
        return new Family(
                faults == null ? 0 : faults.longValue(),
                number(family, "medianDowntimeMs"),
                number(family, "longestDowntimeMs"),
                number(family, "medianRecoveryMs"),
                number(family, "longestRecoveryMs"));
    }

    /** The member of an object, or null when it is missing or not a number. */
    static @Nullable Double number(@Nullable Object object, String name) {
        return object instanceof Map<?, ?> map && map.get(name) instanceof Number number
                ? (Double) number.doubleValue()
                : null;
    }
}
