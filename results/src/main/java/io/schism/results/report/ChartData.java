package io.schism.results.report;

import io.schism.checkers.history.Operation;
import io.schism.results.FaultWindow;
import io.schism.results.RunInfo;
import io.schism.results.figures.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code charts.js} draws, small whatever the length of the history: points are thinned, rates are counted in intervals. */
final class ChartData {
    private static final int INTERVALS = 120;
    private static final long[] NICE_MILLIS = {10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000};

    private final List<Call> calls;
    private final RunInfo info;
    private final long end;
    private final long interval;

    ChartData(List<Call> calls, RunInfo info) {
        this.info = info;
        this.calls = calls.stream().filter(call -> call.latency() >= 0).toList();
        this.end = this.calls.stream().mapToLong(ChartData::completed).max().orElse(0);
        this.interval = interval(end);
    }

    boolean empty() {
        return calls.isEmpty();
    }

    /** The length of the interval in which rates are counted, in nanoseconds. */
    long interval() {
        return interval;
    }

    Map<String, @Nullable Object> json(List<FaultWindow> faults) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("end", end);
        object.put("interval", interval);
        object.put("functions", functions());
        Map<String, Object> latency = new LinkedHashMap<>();
        Map<String, Object> rate = new LinkedHashMap<>();
        List<String> functions = functions();
        for (Operation.Type outcome : List.of(Operation.Type.OK, Operation.Type.FAIL, Operation.Type.INFO)) {
            List<Call> some =
                    calls.stream().filter(call -> call.outcome() == outcome).toList();
            latency.put(outcome.word(), LatencyPoints.of(some, functions));
            rate.put(outcome.word(), counts(some));
        }
        object.put("latency", latency);
        object.put("quantiles", quantiles());
        object.put("rate", rate);
        object.put("nodes", nodes());
        object.put(
                "faults",
                faults.stream()
                        .filter(fault -> fault.begun() != null)
                        .map(ChartData::fault)
                        .toList());
        return object;
    }

    static long completed(Call call) {
        Operation completion = call.completion();
        return completion == null ? -1 : completion.time();
    }

    private List<String> functions() {
        return calls.stream().map(call -> call.invocation().f()).distinct().toList();
    }

    private int[] counts(List<Call> some) {
        int[] counts = new int[(int) (end / interval) + 1];
        some.forEach(call -> counts[(int) (completed(call) / interval)]++);
        return counts;
    }

    /** For each interval with a success: its number and the p50, p95 and p99 of the latencies, in microseconds. */
    private List<long[]> quantiles() {
        List<List<Long>> latencies = new ArrayList<>();
        for (int i = 0; i <= end / interval; i++) {
            latencies.add(new ArrayList<>());
        }
        for (Call call : calls) {
            if (call.outcome() == Operation.Type.OK) {
                latencies.get((int) (completed(call) / interval)).add(call.latency() / 1000);
            }
        }
        List<long[]> quantiles = new ArrayList<>();
        for (int i = 0; i < latencies.size(); i++) {
            long[] sorted = latencies.get(i).stream()
                    .mapToLong(Long::longValue)
                    .sorted()
                    .toArray();
            if (sorted.length > 0) {
                quantiles.add(new long[] {i, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99)});
            }
        }
        return quantiles;
    }

    private static long at(long[] sorted, double quantile) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(quantile * sorted.length) - 1)];
    }

    /** For each node the successes and the other completions in each interval. */
    private List<Map<String, Object>> nodes() {
        List<Map<String, Object>> nodes = new ArrayList<>();
        for (String node : info.concurrency() == 0 ? List.<String>of() : info.nodes()) {
            List<Call> own = calls.stream()
                    .filter(call -> info.nodeOf(call.invocation().process()).equals(node))
                    .toList();
            int[] all = counts(own);
            int[] ok = counts(own.stream()
                    .filter(call -> call.outcome() == Operation.Type.OK)
                    .toList());
            int[] other = new int[all.length];
            Arrays.setAll(other, i -> all[i] - ok[i]);
            nodes.add(Map.of("name", node, "ok", ok, "other", other));
        }
        return nodes;
    }

    private static Map<String, @Nullable Object> fault(FaultWindow window) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("family", window.fault());
        object.put("name", window.name());
        object.put("start", window.begun());
        Long healed = window.healed();
        object.put("stop", healed == null ? -1 : healed);
        object.put("proven", window.proven());
        object.put("evidence", window.evidence());
        return object;
    }

    private static long interval(long end) {
        for (long millis : NICE_MILLIS) {
            if (end / (millis * 1_000_000) <= INTERVALS) {
                return millis * 1_000_000;
            }
        }
        return end / INTERVALS + 1;
    }
}
