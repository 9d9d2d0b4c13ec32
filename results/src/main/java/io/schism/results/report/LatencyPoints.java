package io.schism.results.report;

import io.schism.results.figures.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The points of a latency chart. Where there are too many, each stretch of time keeps its slowest and its fastest call and some others,
 * evenly spaced; so the outline of the cloud is exact and its inside is a sample.
 */
final class LatencyPoints {
    /** How many points of one outcome are kept. */
    static final int MOST = 4000;

    private static final int PER_STRETCH = 4;

    private LatencyPoints() {}

    /** Four numbers a point: completion in microseconds, latency in microseconds, number of the function, process. */
    static long[] of(List<Call> calls, List<String> functions) {
        List<Call> kept = thin(calls);
        long[] points = new long[kept.size() * 4];
        for (int i = 0; i < kept.size(); i++) {
            Call call = kept.get(i);
            points[4 * i] = ChartData.completed(call) / 1000;
            points[4 * i + 1] = call.latency() / 1000;
            points[4 * i + 2] = functions.indexOf(call.invocation().f());
            points[4 * i + 3] = call.invocation().process();
        }
        return points;
    }

    private static List<Call> thin(List<Call> calls) {
        if (calls.size() <= MOST) {
            return calls;
        }
        List<Call> ordered = new ArrayList<>(calls);
        ordered.sort(Comparator.comparingLong(ChartData::completed));
        List<Call> kept = new ArrayList<>(MOST);
        int stretches = MOST / PER_STRETCH;
        for (int i = 0; i < stretches; i++) {
            int from = (int) ((long) ordered.size() * i / stretches);
            int to = (int) ((long) ordered.size() * (i + 1) / stretches);
            keepSome(ordered, from, to, kept);
        }
        return kept;
    }

    private static void keepSome(List<Call> ordered, int from, int to, List<Call> kept) {
        int slowest = from;
        int fastest = from;
        for (int i = from; i < to; i++) {
            slowest = ordered.get(i).latency() > ordered.get(slowest).latency() ? i : slowest;
            fastest = ordered.get(i).latency() < ordered.get(fastest).latency() ? i : fastest;
        }
        Set<Integer> places = new TreeSet<>(List.of(from, (from + to) / 2, slowest, fastest).stream()
                .distinct()
                .toList());
        places.forEach(place -> kept.add(ordered.get(place)));
    }
}
