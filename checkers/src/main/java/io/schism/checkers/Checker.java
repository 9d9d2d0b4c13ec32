package io.schism.checkers;

import io.schism.checkers.history.History;

/**
 * Judges a history. A checker is a pure function of the history and its own specification: no clock but the budget's, no randomness, no
 * input or output. Implementations are immutable and safe for use by several threads.
 */
public interface Checker {
    /** Short, stable name, as written into {@code verdict.json}: {@code linearizable}, {@code set-full}, … */
    String name();

    /**
     * Judges the history.
     *
     * @return the result; {@link Verdict#UNKNOWN} when the budget ends first
     */
    CheckResult check(History history, Budget budget);
}
