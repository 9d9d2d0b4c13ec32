package io.schism.checkers.txn;

import io.schism.checkers.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Anomalies as they are found: all are counted, the first few of each kind can be shown. Not safe for several threads. */
final class Anomalies {
    private final int most;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, List<Supplier<Evidence>>> shown = new LinkedHashMap<>();

    Anomalies(int most) {
        this.most = most;
    }

    /** Counts a case; the evidence is made only if it will be shown. */
    void add(String anomaly, Supplier<Evidence> evidence) {
        int count = counts.merge(anomaly, 1, Integer::sum);
        if (count <= most) {
            shown.computeIfAbsent(anomaly, name -> new ArrayList<>()).add(evidence);
        }
    }

    Set<String> names() {
        return counts.keySet();
    }

    int count(String anomaly) {
        return counts.getOrDefault(anomaly, 0);
    }

    List<Evidence> evidence(String anomaly) {
        return shown.getOrDefault(anomaly, List.of()).stream()
                .map(Supplier::get)
                .toList();
    }
}
