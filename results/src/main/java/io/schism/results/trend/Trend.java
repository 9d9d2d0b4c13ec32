package io.schism.results.trend;

import io.schism.results.store.RunStore;
import io.schism.results.store.RunSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verdict, rate, latency and outages of many runs, oldest first. Immutable.
 *
 * @param points one for each run
 */
public record Trend(List<TrendPoint> points) {
    /** How many runs are looked at: the newest ones. */
    public static final int MOST = 500;

    public Trend {
        points = List.copyOf(points);
    }

    /** The newest runs of a store. */
    public static Trend of(RunStore store) {
        List<RunSummary> runs = store.list();
        List<TrendPoint> points = new ArrayList<>();
        runs.stream().limit(MOST).forEach(run -> points.add(TrendPoint.of(run)));
        Collections.reverse(points);
        return new Trend(points);
    }

    /** As {@code trend.json}: {@code runs}, and how many there are of each verdict. */
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String verdict : List.of("valid", "invalid", "unknown")) {
            object.put(
                    verdict,
                    points.stream()
                            .filter(point -> point.verdict() != null
                                    && point.verdict().word().equals(verdict))
                            .count());
        }
        object.put(
                "without",
                points.stream().filter(point -> point.verdict() == null).count());
        object.put("runs", points.stream().map(TrendPoint::json).toList());
        return object;
    }
}
