package io.schism.checkers.linear;

import io.schism.checkers.Budget;
import java.util.concurrent.atomic.AtomicLong;

/** What is left of a {@link Budget} while a check runs. Shared by its threads. */
final class Spending {
    private final long deadline;
    private final String timeSpent;
    private final long allowedBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong steps;

    private Spending(long deadline, String timeSpent, long allowedBytes, long allowedSteps) {
        this.deadline = deadline;
        this.timeSpent = timeSpent;
        this.allowedBytes = allowedBytes;
        this.steps = new AtomicLong(allowedSteps);
    }

    /** Starts the clock. */
    static Spending start(Budget budget) {
        String spent = "the time budget of " + budget.time().toMillis() + " ms is spent";
        long now = System.nanoTime();
        long nanos = budget.time().toSeconds() > Long.MAX_VALUE / 2_000_000_000L
                ? Long.MAX_VALUE / 2
                : budget.time().toNanos();
        return new Spending(now + nanos, spent, budget.bytes(), Long.MAX_VALUE);
    }

    /** The same memory, and this share of the time that is left. */
    Spending share(double part) {
        long now = System.nanoTime();
        long left = Math.max(0, deadline - now);
        return new Spending(now + (long) (left * part), timeSpent, allowedBytes, Long.MAX_VALUE);
    }

    /** The same time, and so many looks at the clock, which is the same number in every run. */
    Spending withSteps(long allowedSteps) {
        return new Spending(deadline, timeSpent, allowedBytes, allowedSteps);
    }

    /** Ends the search when the time is over or its thread is to stop. */
    void checkTime() {
        if (steps.decrementAndGet() < 0) {
            throw new SpentException("the steps allowed are spent");
        }
        if (System.nanoTime() - deadline > 0) {
            throw new SpentException(timeSpent);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new SpentException("the check was interrupted");
        }
    }

    /** Takes memory into account (negative: gives it back) and ends the search when there is too much of it. */
    void occupy(long more) {
        if (bytes.addAndGet(more) > allowedBytes && more > 0) {
            throw new SpentException("the memory budget of " + allowedBytes + " bytes is spent");
        }
    }
}
