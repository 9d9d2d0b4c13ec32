package io.schism.results.trend;

import io.schism.results.page.Page;
import io.schism.results.page.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link Trend} as a page that opens offline. */
public final class TrendPage {
    private TrendPage() {}

    /**
     * The page.
     *
     * @param runsAddress what stands before a run's id in links to it: {@code ""} for a page in the runs directory
     * @param served whether the page is shown by the browser of runs, so that it links back to it
     */
    public static String html(Trend trend, String runsAddress, boolean served) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>(trend.json());
        data.put("address", runsAddress);
        Model model = new Model(
                served,
                trend.points().size(),
                trend.points().stream()
                        .map(TrendPoint::group)
                        .distinct()
                        .sorted()
                        .toList());
        return Page.withTrend("trend of " + trend.points().size() + " runs", Template.fill("trend", model), data);
    }

    private record Model(boolean served, int runs, List<String> groups) {}
}
