package io.schism.checkers.stats;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts every kind of operation by its outcome, with latency quantiles of what was {@code ok}.
 *
 * <p>A kind of which nothing was ever {@code ok} was not tested, and neither was a system that was never asked anything: both are
 * {@code unknown}, so that a run against a dead cluster does not pass. One pass; the budget is not looked at.
 */
public final class Statistics implements Checker {
    private static final String NAME = "statistics";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Map<String, FunctionCounts> byF = new TreeMap<>();
        long invoked = 0;
        long begin = Long.MAX_VALUE;
        long end = 0;
        for (int position = 0; position < history.size(); position++) {
            Operation operation = history.get(position);
            if (!operation.ofClient()) {
                continue;
            }
            begin = Math.min(begin, operation.time());
            end = Math.max(end, operation.time());
            if (operation.type() != Operation.Type.INVOKE) {
                continue;
            }
            invoked++;
            FunctionCounts counts = byF.computeIfAbsent(operation.f(), f -> new FunctionCounts());
            int completion = history.pairOf(position);
            if (completion == History.NONE) {
                counts.neverCompleted();
            } else {
                counts.completed(operation, history.get(completion));
            }
        }
        if (invoked == 0) {
            return CheckResult.unknown(NAME, "no operation was invoked, so nothing was tested");
        }
        double seconds = Math.max(0, end - begin) / 1e9;
        return result(byF, invoked, seconds);
    }

    private static CheckResult result(Map<String, FunctionCounts> byF, long invoked, double seconds) {
        FunctionCounts all = new FunctionCounts();
        byF.values().forEach(all::add);
        Map<String, @Nullable Object> kinds = new LinkedHashMap<>();
        byF.forEach((f, counts) -> kinds.put(f, counts.details()));
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("operations", invoked);
        details.put("seconds", seconds);
        details.put("okPerSecond", seconds > 0 ? Math.round(all.ok() / seconds * 10) / 10.0 : null);
        details.put("all", all.details());
        details.put("byF", kinds);
        String untested = byF.entrySet().stream()
                .filter(entry -> entry.getValue().ok() == 0)
                .map(entry ->
                        "no " + entry.getKey() + " was ok (" + entry.getValue().fail() + " failed, "
                                + entry.getValue().unknown() + " unknown)")
                .collect(Collectors.joining(", "));
        if (!untested.isEmpty()) {
            return CheckResult.of(NAME, Verdict.UNKNOWN, untested + ", so that was not tested", details);
        }
        String counted =
                invoked + " operations: " + all.ok() + " ok, " + all.fail() + " failed, " + all.unknown() + " unknown";
        return CheckResult.of(NAME, Verdict.VALID, counted, details);
    }
}
