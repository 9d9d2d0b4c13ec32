package io.schism.checkers.set;

import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What became of each element, with latencies. For one thread. */
final class Outcomes {
    private static final double NANOS = 1e6;

    private final History history;
    private final Findings findings;
    private final boolean linearizable;
    private final List<Double> stableLatencies = new ArrayList<>();
    private final List<Double> lostLatencies = new ArrayList<>();
    private long attempted;
    private long stable;
    private long stale;
    private long neverRead;

    Outcomes(History history, Findings findings, boolean linearizable) {
        this.history = history;
        this.findings = findings;
        this.linearizable = linearizable;
    }

    long stable() {
        return stable;
    }

    long stale() {
        return stale;
    }

    void judge(Element element) {
        attempted++;
        if (element.lost()) {
            lost(element);
            return;
        }
        if (!element.stable()) {
            neverRead++;
            return;
        }
        stable++;
        stableLatencies.add(element.missed() ? latency(element.known, element.lastAbsentBegan) : 0.0);
        if (element.missed()) {
            stale++;
            if (linearizable) {
                stale(element);
            }
        }
    }

    private void lost(Element element) {
        boolean seen = element.lastPresent != History.NONE;
        double latency = seen ? latency(element.known, element.lastPresent) : 0.0;
        lostLatencies.add(latency);
        findings.add(
                "lost",
                "element " + element.value + " was " + howKnown(element) + ", but process "
                        + history.get(element.lastAbsent).process()
                        + ", which began to read after that, did not find it"
                        + (seen ? ", and nobody saw it again" : ""),
                evidence(element),
                Map.of("element", element.value, "latencyMillis", latency));
    }

    private void stale(Element element) {
        double latency = latency(element.known, element.lastAbsentBegan);
        findings.add(
                "stale",
                "element " + element.value + " was " + howKnown(element) + ", but process "
                        + history.get(element.lastAbsent).process()
                        + ", which began to read after that, did not find it, though it was there later",
                evidence(element),
                Map.of("element", element.value, "latencyMillis", latency));
    }

    private String howKnown(Element element) {
        Operation known = history.get(element.known);
        return known.f().equals("add")
                ? "added by process " + known.process()
                : "seen by process " + known.process() + " in its read";
    }

    private List<Operation> evidence(Element element) {
        return IntStream.of(
                        element.added,
                        history.pairOf(element.added),
                        element.known,
                        history.pairOf(element.known),
                        element.lastPresent,
                        element.lastPresent == History.NONE ? History.NONE : history.pairOf(element.lastPresent),
                        element.lastAbsent,
                        element.lastAbsentBegan)
                .filter(position -> position != History.NONE)
                .sorted()
                .distinct()
                .mapToObj(position -> shown(element, position))
                .toList();
    }

    private Operation shown(Element element, int position) {
        Operation operation = history.get(position);
        if (!operation.f().equals("read") || operation.type() != Operation.Type.OK) {
            return operation;
        }
        return SetFull.shown(operation, position == element.lastAbsent ? List.of() : List.of(element.value));
    }

    /** Milliseconds between two positions; 0 where the history has no times. */
    private double latency(int from, int to) {
        return Math.max(0, history.get(to).time() - history.get(from).time()) / NANOS;
    }

    Map<String, @Nullable Object> details(double[] quantiles) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("attempted", attempted);
        details.put("stable", stable);
        details.put("stale", stale);
        details.put("lost", findings.count("lost"));
        details.put("duplicated", findings.count("duplicated"));
        details.put("unexpected", findings.count("unexpected"));
        details.put("neverRead", neverRead);
        details.put("stableLatenciesMillis", distribution(stableLatencies, quantiles));
        details.put("lostLatenciesMillis", distribution(lostLatencies, quantiles));
        return details;
    }

    private static Map<String, @Nullable Object> distribution(List<Double> latencies, double[] quantiles) {
        Map<String, @Nullable Object> distribution = new LinkedHashMap<>();
        Collections.sort(latencies);
        for (double quantile : latencies.isEmpty() ? new double[0] : quantiles) {
            int place = Math.min(latencies.size() - 1, (int) (latencies.size() * quantile));
            distribution.put(String.valueOf(quantile), latencies.get(place));
        }
        return distribution;
    }
}
