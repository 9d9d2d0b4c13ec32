package io.schism.checkers.stats;

import io.schism.checkers.history.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What became of the operations of one kind. For one thread. */
final class FunctionCounts {
    private final Histogram latencies = new Histogram(3);
    private long ok;
    private long fail;
    private long info;
    private long open;

    /** An invocation without a completion. */
    void neverCompleted() {
        open++;
    }

    void completed(Operation invocation, Operation completion) {
        switch (completion.type()) {
            case OK -> {
                ok++;
                if (invocation.time() >= 0 && completion.time() >= invocation.time()) {
                    latencies.recordValue(completion.time() - invocation.time());
                }
            }
            case FAIL -> fail++;
            case INFO, INVOKE -> info++;
        }
    }

    long ok() {
        return ok;
    }

    long fail() {
        return fail;
    }

    /** Completed with {@code info} or never. */
    long unknown() {
        return info + open;
    }

    void add(FunctionCounts other) {
        ok += other.ok;
        fail += other.fail;
        info += other.info;
        open += other.open;
        latencies.add(other.latencies);
    }

    /** Counts, and quantiles of the latency of what was {@code ok}, in milliseconds, or null when there is none. */
    Map<String, @Nullable Object> details() {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("ok", ok);
        details.put("fail", fail);
        details.put("info", info);
        details.put("open", open);
        details.put("latencyMs", latencies.getTotalCount() == 0 ? null : quantiles());
        return details;
    }

    private Map<String, Object> quantiles() {
        Map<String, Object> quantiles = new LinkedHashMap<>();
        quantiles.put("min", millis(latencies.getMinValue()));
        quantiles.put("p50", millis(latencies.getValueAtPercentile(50)));
        quantiles.put("p90", millis(latencies.getValueAtPercentile(90)));
        quantiles.put("p95", millis(latencies.getValueAtPercentile(95)));
        quantiles.put("p99", millis(latencies.getValueAtPercentile(99)));
        quantiles.put("p999", millis(latencies.getValueAtPercentile(99.9)));
        quantiles.put("max", millis(latencies.getMaxValue()));
        return quantiles;
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1_000.0) / 1_000.0;
    }
}
