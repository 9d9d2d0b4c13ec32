package io.schism.checkers;

import java.util.Locale;

/**
 * What a checker says of a history. {@link #INVALID} is the worst, {@link #VALID} the best: an unknown never hides a violation and
 * never becomes a pass.
 */
public enum Verdict {
    /** Every promise that was checked was kept. */
    VALID,
    /** The checker could not decide; the reason says why. */
    UNKNOWN,
    /** A promise was broken, and the evidence shows how. */
    INVALID;

    /** The worse of the two. */
    public Verdict and(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The word used in files and on the command line: {@code valid}, {@code unknown} or {@code invalid}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
