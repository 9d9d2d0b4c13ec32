package io.schism.checkers.txn;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Evidence;
import io.schism.checkers.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns what was found into a result. */
final class Judgement {
    /** Nothing could be inferred from the history. */
    static final String EMPTY = "empty-transaction-graph";
    /** A class of cycle could neither be found nor excluded. */
    static final String TIMEOUT = "cycle-search-timeout";

    private static final Set<String> UNDECIDED = Set.of(EMPTY, TIMEOUT);

    private final String checker;
    private final IsolationOptions options;
    private final Anomalies anomalies;

    Judgement(String checker, IsolationOptions options, Anomalies anomalies) {
        this.checker = checker;
        this.options = options;
        this.anomalies = anomalies;
    }

    /**
     * The result.
     *
     * @param cycles the search that was made
     * @param figures further figures of the checker
     */
    CheckResult of(Transactions transactions, CycleFinder cycles, Map<String, @Nullable Object> figures) {
        Set<String> present = new TreeSet<>(anomalies.names());
        if (!cycles.anyEdge()) {
            present.add(EMPTY);
        }
        if (cycles.timedOut()) {
            present.add(TIMEOUT);
        }
        return of(transactions, present, cycles.components(), cycles.largest(), figures, "");
    }

    /** The result where the inference had to end early: what was found by then still counts. */
    CheckResult cutShort(Transactions transactions, String why) {
        Set<String> present = new TreeSet<>(anomalies.names());
        if (present.stream().noneMatch(options.forbidden()::contains)) {
            return CheckResult.unknown(checker, why);
        }
        return of(transactions, present, 0, 0, Map.of("cutShort", why), "; not looked at further: " + why);
    }

    private CheckResult of(
            Transactions transactions,
            Set<String> present,
            int components,
            int largest,
            Map<String, @Nullable Object> figures,
            String remark) {
        Set<String> forbidden = options.forbidden();
        List<String> broken = present.stream().filter(forbidden::contains).toList();
        List<String> reported = present.stream()
                .filter(anomaly -> forbidden.contains(anomaly) || UNDECIDED.contains(anomaly))
                .toList();
        Lattice.Boundary boundary =
                reported.isEmpty() ? new Lattice.Boundary(List.of(), List.of()) : Lattice.boundary(present);
        Verdict verdict = verdict(broken, reported);

        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("anomalies", reported);
        details.put("not", boundary.not());
        details.put("alsoNot", boundary.alsoNot());
        details.put(
                "tolerated",
                present.stream().filter(anomaly -> !reported.contains(anomaly)).toList());
        details.put("counts", counts(present));
        details.put("transactions", transactions.count());
        details.put("components", components);
        details.put("largestComponent", largest);
        details.putAll(figures);
        List<Evidence> evidence = new ArrayList<>();
        for (String anomaly : broken) {
            evidence.addAll(anomalies.evidence(anomaly));
        }
        return new CheckResult(
                checker, verdict, reason(verdict, broken, reported, boundary) + remark, details, evidence, List.of());
    }

    private static Verdict verdict(List<String> broken, List<String> reported) {
        if (!broken.isEmpty()) {
            return Verdict.INVALID;
        }
        return reported.isEmpty() ? Verdict.VALID : Verdict.UNKNOWN;
    }

    private Map<String, Object> counts(Set<String> present) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (String anomaly : present) {
            if (!UNDECIDED.contains(anomaly)) {
                counts.put(anomaly, (long) anomalies.count(anomaly));
            }
        }
        return counts;
    }

    private String reason(Verdict verdict, List<String> broken, List<String> reported, Lattice.Boundary boundary) {
        return switch (verdict) {
            case VALID -> "no forbidden anomaly was found";
            case UNKNOWN ->
                reported.contains(EMPTY)
                        ? "no transaction could be related to another, so nothing was checked; a longer history with reads is needed"
                        : "a search for cycles was given up; give it more cycle search steps";
            case INVALID ->
                String.join(", ", broken)
                        + (boundary.not().isEmpty() ? "" : "; not " + String.join(", not ", boundary.not()));
        };
    }
}
