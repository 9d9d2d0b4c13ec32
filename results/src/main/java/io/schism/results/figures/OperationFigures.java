package io.schism.results.figures;

import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What became of the calls of one kind. Latencies are those of the calls that ended {@code ok}, in nanoseconds, from invocation to
 * completion; 0 when there is none.
 *
 * @param f what the calls do: {@code read}
 * @param ok how many took effect
 * @param fail how many did not
 * @param info how many may have
 * @param p50 half of the latencies are at most this
 * @param p95 19 of 20 are
 * @param p99 99 of 100 are
 * @param max all are
 */
public record OperationFigures(String f, long ok, long fail, long info, long p50, long p95, long p99, long max) {
    /** The name of the line that counts all calls. */
    public static final String ALL = "all";

    private static final int DIGITS = 3;

    /** One for each kind of call, in order of appearance; then, if there are several, one for all of them. */
    static List<OperationFigures> of(List<Call> calls) {
        Map<String, Count> counts = new LinkedHashMap<>();
        Count all = new Count();
        for (Call call : calls) {
            counts.computeIfAbsent(call.invocation().f(), f -> new Count()).add(call);
            all.add(call);
        }
        List<OperationFigures> figures = new ArrayList<>();
        counts.forEach((f, count) -> figures.add(count.figures(f)));
        if (figures.size() != 1) {
            figures.add(all.figures(ALL));
        }
        return figures;
    }

    /** How many calls. */
    public long total() {
        return ok + fail + info;
    }

    private static final class Count {
        private final Histogram latencies = new Histogram(DIGITS);
        private long ok;
        private long fail;
        private long info;

        void add(Call call) {
            Operation.Type outcome = call.outcome();
            if (outcome == Operation.Type.OK) {
                ok++;
                if (call.latency() >= 0) {
                    latencies.recordValue(call.latency());
                }
            }
            fail += outcome == Operation.Type.FAIL ? 1 : 0;
            info += outcome == Operation.Type.INFO ? 1 : 0;
        }

        OperationFigures figures(String f) {
            return new OperationFigures(
                    f,
                    ok,
                    fail,
                    info,
                    latencies.getValueAtPercentile(50),
                    latencies.getValueAtPercentile(95),
                    latencies.getValueAtPercentile(99),
                    latencies.getMaxValue());
        }
    }
}
