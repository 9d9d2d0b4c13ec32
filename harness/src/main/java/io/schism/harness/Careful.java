package io.schism.harness;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.history.History;

/** Lets a checker judge; one that breaks has decided nothing, and there are others and other files still to be judged. Stateless. */
public final class Careful {
    private Careful() {}

    /** The checker's answer, or an unknown one that says how it broke. */
    public static CheckResult check(Checker checker, History history, Budget budget) {
        try {
            return checker.check(history, budget);
        } catch (RuntimeException | StackOverflowError e) {
            return CheckResult.unknown(checker.name(), "the checker failed: " + e);
        } catch (OutOfMemoryError e) {
            return CheckResult.unknown(
                    checker.name(), "the heap is full; give more with SCHISM_JAVA_OPTS=-Xmx8g, or a smaller history");
        }
    }
}
