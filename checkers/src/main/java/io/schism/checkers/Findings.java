package io.schism.checkers;

import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
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
    private @Nullable String unfit;
    private @Nullable String undecidable;

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
     * @param operations the smallest history that shows it, in any order
     * @param details further facts, in a stable order
     */
    public void add(
            String title, String contradiction, List<Operation> operations, Map<String, @Nullable Object> details) {
        if (counts.merge(title, 1L, Long::sum) <= SHOWN_PER_TITLE) {
            List<Operation> recorded = operations.stream()
                    .distinct()
                    .sorted(Comparator.comparingLong(Operation::index))
                    .toList();
            evidence.add(new Evidence(title, contradiction, contradiction, recorded, details, null));
        }
    }

    /** How many there are of a title. */
    public long count(String title) {
        return counts.getOrDefault(title, 0L);
    }

    /**
     * Notes an operation that is not of the shape the checker expects and is left aside, so that the verdict can at best be unknown. The
     * violations that are found in the rest are proofs all the same. The first such operation is told.
     */
    public void unfit(Operation operation, String complaint) {
        if (unfit == null) {
            unfit = named(operation) + complaint;
        }
    }

    /** Notes an operation without which nothing that is found is a proof, so that the verdict is unknown. The first is told. */
    public void undecidable(Operation operation, String complaint) {
        if (undecidable == null) {
            undecidable = named(operation) + complaint;
        }
    }

    private static String named(Operation operation) {
        return "operation " + operation.index() + " (" + operation.type().word() + " " + operation.f() + "): ";
    }

    /**
     * The verdict: unknown when nothing found is a proof; else invalid with the first contradiction as the reason when there is a violation;
     * else unknown when an operation did not fit, or nothing was observed; valid otherwise.
     *
     * @param details figures; {@code anomalies}, the counts by title, are added
     * @param nothing why nothing could be judged, or null when something was
     * @param kept what was kept, as one sentence
     */
    public CheckResult result(Map<String, @Nullable Object> details, @Nullable String nothing, String kept) {
        if (undecidable != null) {
            return CheckResult.of(checker, Verdict.UNKNOWN, undecidable, details);
        }
        if (!counts.isEmpty()) {
            Map<String, @Nullable Object> extended = new LinkedHashMap<>(details);
            extended.put("anomalies", new LinkedHashMap<>(counts));
            return CheckResult.invalid(checker, reason(), extended, evidence);
        }
        if (unfit != null) {
            return CheckResult.of(checker, Verdict.UNKNOWN, unfit, details);
        }
        if (nothing != null) {
            return CheckResult.of(checker, Verdict.UNKNOWN, nothing, details);
        }
        return CheckResult.of(checker, Verdict.VALID, kept, details);
    }

    private String reason() {
        String first = evidence.get(0).contradiction();
        long others = counts.values().stream().mapToLong(Long::longValue).sum() - 1;
        if (others == 0) {
            return first;
        }
        return first + " (and " + others + (others == 1 ? " more violation)" : " more violations)");
    }
}
