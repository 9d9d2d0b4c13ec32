package io.schism.checkers.txn;

import io.schism.checkers.Budget;

/** What is left of a budget. One for each check; not safe for several threads. */
final class Allowance {
    private static final int STEPS_BETWEEN_LOOKS = 1 << 16;

    private final long end;
    private final long bytes;
    private final String budget;
    private long held;
    private int steps;

    Allowance(Budget budget) {
        this.end = System.nanoTime() + Math.min(budget.time().toNanos(), Long.MAX_VALUE / 4);
        this.bytes = budget.bytes();
        this.budget = budget.time().toMillis() + " ms";
    }

    /** Counts some work and now and then looks at the clock. */
    void work(int amount) {
        steps += amount;
        if (steps < STEPS_BETWEEN_LOOKS) {
            return;
        }
        steps = 0;
        if (System.nanoTime() - end > 0) {
            throw new BudgetSpentException("the check was not done within its " + budget + "; give it a longer budget");
        }
    }

    /** Asks for memory before it is taken. */
    void hold(long amount) {
        held += amount;
        if (held > bytes) {
            throw new BudgetSpentException("the check needs more than its " + (bytes >> 20)
                    + " MB; give it a larger heap or fewer transactions");
        }
    }

    /** Gives memory back. */
    void release(long amount) {
        held -= amount;
    }
}
