package io.schism.results.figures;

import io.schism.checkers.CheckResult;
import io.schism.checkers.stats.Statistics;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the checker {@link Statistics} counted in a run, read from its result, so that lists of runs need no histories. Immutable.
 *
 * @param operations how many were invoked
 * @param okPerSecond how many took effect a second, or null when that was not measured
 * @param p50 median latency of those that took effect, in milliseconds, or null when there is none
 * @param p99 99 of 100 latencies are at most this, in milliseconds, or null when there is none
 */
public record StatisticsFigures(
        long operations,
        @Nullable Double okPerSecond,
        @Nullable Double p50,
        @Nullable Double p99) {
    /** Those in the result of a whole run; empty when nothing was counted. */
    public static Optional<StatisticsFigures> in(@Nullable CheckResult result) {
        return AvailabilityFigures.find(result, new Statistics().name()).map(StatisticsFigures::of);
    }

    private static StatisticsFigures of(CheckResult result) {
        Map<String, @Nullable Object> details = result.details();
        Object latencies = details.get("all") instanceof Map<?, ?> all ? all.get("latencyMs") : null;
        Double operations = AvailabilityFigures.number(details, "operations");
        return new StatisticsFigures(
                operations == null ? 0 : operations.longValue(),
                AvailabilityFigures.number(details, "okPerSecond"),
                AvailabilityFigures.number(latencies, "p50"),
                AvailabilityFigures.number(latencies, "p99"));
    }
}
