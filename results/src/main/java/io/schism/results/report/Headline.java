package io.schism.results.report;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict as every output begins: a word, and why.
 *
 * @param verdict {@code valid}, {@code invalid}, {@code unknown}
 * @param glyph a sign that can be told apart without colour
 * @param meaning what the word means, for someone who sees it for the first time
 * @param reason why
 */
record Headline(String verdict, String glyph, String meaning, String reason) {
    static Headline of(@Nullable CheckResult result) {
        if (result == null) {
            return new Headline(
                    "unknown",
                    "?",
                    meaning(Verdict.UNKNOWN),
                    "the run has no verdict: it was cut short before its history was checked");
        }
        return new Headline(
                result.verdict().word(), glyph(result.verdict()), meaning(result.verdict()), result.reason());
    }

    /** The results that stand under it: the parts, or the result itself. */
    static List<CheckResult> checkers(@Nullable CheckResult result) {
        if (result == null) {
            return List.of();
        }
        return result.parts().isEmpty() ? List.of(result) : result.parts();
    }

    static String glyph(Verdict verdict) {
        return switch (verdict) {
            case VALID -> "✓";
            case INVALID -> "✗";
            case UNKNOWN -> "?";
        };
    }

    private static String meaning(Verdict verdict) {
        return switch (verdict) {
            case VALID -> "Every promise that was checked was kept.";
            case INVALID -> "The system broke a promise, and the evidence is below.";
            case UNKNOWN -> "Nothing is proven, neither that the system is right nor that it is wrong.";
        };
    }
}
