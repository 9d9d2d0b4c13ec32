package io.schism.checkers.txn;

/** The budget ended before there was a verdict; becomes {@link io.schism.checkers.Verdict#UNKNOWN}. */
final class BudgetSpentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BudgetSpentException(String message) {
        super(message);
    }
}
