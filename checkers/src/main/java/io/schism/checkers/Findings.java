package io.schism.checkers;

import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Violations as a checker meets them: all are counted by title, the first few of each title are kept as evidence. For one thread, and one
 * check.
 */
public final class Findings {
    private static final int SHOWN_PER_TITLE = 8;

    private final String checker;
    private final List<Evidence> evidence = new ArrayList<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();

    /**
     * No violation yet.
     *
     * @param checker name of the checker that looks for them
     */
    public Findings(String checker) {
        this.checker = checker;
    }

    /**
     * Takes a violation.
     *
     * @param title the anomaly's name, as {@link Evidence#title}
     * @param contradiction one sentence
     * @param operations the smallest history that shows it, in recorded order
     * @param details further facts, in a stable order
     */
    public void add(
            String title, String contradiction, List<Operation> operations, Map<String, @Nullable Object> details) {
        if (counts.merge(title, 1L, Long::sum) <= SHOWN_PER_TITLE) {
            evidence.add(new Evidence(title, contradiction, contradiction, operations, details, null));
        }
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** How many there are of a title. */
    public long count(String title) {
        return counts.getOrDefault(title, 0L);
    }

    /** The verdict {@link Verdict#INVALID}, with the first contradiction as the reason, and {@code details} extended by {@code anomalies}, the counts. */
    public CheckResult invalid(Map<String, @Nullable Object> details) {
        Evidence first = evidence.get(0);
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        String reason = all == 1
                ? first.contradiction()
                : first.contradiction() + " (and " + (all - 1) + " more " + (all == 2 ? "violation)" : "violations)");
        Map<String, @Nullable Object> extended = new LinkedHashMap<>(details);
        extended.put("anomalies", Map.copyOf(counts));
        return CheckResult.invalid(checker, reason, extended, evidence);
    }
}
