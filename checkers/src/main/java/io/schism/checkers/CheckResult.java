package io.schism.checkers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a checker found. Immutable.
 *
 * @param checker the checker's {@link Checker#name()}
 * @param verdict its verdict
 * @param reason one sentence for a person: what was found or why nothing could be decided
 * @param details figures of the checker, values as JSON has them: null, Boolean, Number, String, List, Map; in a stable order
 * @param evidence one entry for each violation that is shown; empty unless the verdict is {@link Verdict#INVALID}
 * @param parts results of the checkers this one is made of
 */
public record CheckResult(
        String checker,
        Verdict verdict,
        String reason,
        Map<String, @Nullable Object> details,
        List<Evidence> evidence,
        List<CheckResult> parts) {
    public CheckResult {
        Objects.requireNonNull(checker, "checker");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(reason, "reason");
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        evidence = List.copyOf(evidence);
        parts = List.copyOf(parts);
    }

    /** A result without evidence or parts. */
    public static CheckResult of(
            String checker, Verdict verdict, String reason, Map<String, @Nullable Object> details) {
        return new CheckResult(checker, verdict, reason, details, List.of(), List.of());
    }

    /** The promise was kept. */
    public static CheckResult valid(String checker, String reason) {
        return of(checker, Verdict.VALID, reason, Map.of());
    }

    /** Nothing could be decided. */
    public static CheckResult unknown(String checker, String reason) {
        return of(checker, Verdict.UNKNOWN, reason, Map.of());
    }

    /** The promise was broken. */
    public static CheckResult invalid(
            String checker, String reason, Map<String, @Nullable Object> details, List<Evidence> evidence) {
        return new CheckResult(checker, Verdict.INVALID, reason, details, evidence, List.of());
    }

    /**
     * The results of several checkers as one: the worst verdict, and the reason of the first part that has it.
     *
     * @throws IllegalArgumentException when there is no part: nothing checked is not {@code valid}
     */
    public static CheckResult compose(String checker, List<CheckResult> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a result needs at least one part; nothing checked is not valid");
        }
        Verdict worst = parts.stream().map(CheckResult::verdict).reduce(Verdict.VALID, Verdict::and);
        String reason = parts.stream()
                .filter(part -> part.verdict() == worst)
                .map(part -> part.checker() + ": " + part.reason())
                .findFirst()
                .orElseThrow();
        return new CheckResult(checker, worst, reason, Map.of(), List.of(), parts);
    }
}
