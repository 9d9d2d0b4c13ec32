package io.schism.checkers.history;

/** A history that no client could have recorded; the message says where and how to mend it. */
public final class MalformedHistoryException extends RuntimeException {
    public MalformedHistoryException(String message) {
        super(message);
    }
}
