package io.schism.checkers.txn;

/** The history breaks what the inference stands on; becomes {@link io.schism.checkers.Verdict#UNKNOWN}. */
final class UnusableHistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableHistoryException(String message) {
        super(message);
    }
}
