package io.schism.results.trend;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Verdict;
import io.schism.results.RunInfo;
import io.schism.results.figures.AvailabilityFigures;
import io.schism.results.figures.StatisticsFigures;
import io.schism.results.store.RunSummary;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run in a trend. Milliseconds, null where they were not measured. Immutable.
 *
 * @param id where it is in its store
 * @param group what it can be compared with: {@code register on raft (local)}
 * @param started when it started
 * @param seed its seed
 * @param verdict its verdict, or null when it has none
 * @param okPerSecond operations that took effect a second
 * @param p99 99 of 100 latencies are at most this
 * @param longestGap the longest time without a success
 * @param downtimeByFamily the same by family of faults
 */
public record TrendPoint(
        String id,
        String group,
        Instant started,
        long seed,
        @Nullable Verdict verdict,
        @Nullable Double okPerSecond,
        @Nullable Double p99,
        @Nullable Double longestGap,
        Map<String, @Nullable Double> downtimeByFamily) {
    static TrendPoint of(RunSummary run) {
        RunInfo info = run.info();
        CheckResult result = run.directory().readVerdict().orElse(null);
        Optional<StatisticsFigures> statistics = StatisticsFigures.in(result);
        Optional<AvailabilityFigures> availability = AvailabilityFigures.in(result);
        Map<String, @Nullable Double> downtimes = new LinkedHashMap<>();
        availability.ifPresent(
                figures -> figures.families().forEach((name, family) -> downtimes.put(name, family.longestDowntime())));
        return new TrendPoint(
                run.id(),
                info == null ? "unknown" : info.workload() + " on " + info.system() + " (" + info.environment() + ")",
                run.started(),
                info == null ? 0 : info.seed(),
                run.verdict(),
                statistics.map(StatisticsFigures::okPerSecond).orElse(null),
                statistics.map(StatisticsFigures::p99).orElse(null),
                availability.map(AvailabilityFigures::longestGap).orElse(null),
                downtimes);
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        Verdict known = verdict;
        object.put("id", id);
        object.put("group", group);
        object.put("started", started.toString());
        object.put("seed", seed);
        object.put("verdict", known == null ? null : known.word());
        object.put("okPerSecond", okPerSecond);
        object.put("p99Ms", p99);
        object.put("longestGapMs", longestGap);
        object.put("downtimeMs", downtimeByFamily);
        return object;
    }
}
