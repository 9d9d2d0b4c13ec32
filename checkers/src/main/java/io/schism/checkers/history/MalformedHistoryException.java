package io.schism.checkers.history;

import org.jspecify.annotations.Nullable;

/** A history that no client could have recorded, or that cannot be read; the message says where and how to mend it. */
public final class MalformedHistoryException extends RuntimeException {
    public MalformedHistoryException(String message) {
        super(message);
    }

    /** With the place in front; line and column count from 1. */
    static MalformedHistoryException at(String name, long line, long column, @Nullable String message) {
        return new MalformedHistoryException(name + ":" + line + ":" + column + ": " + message);
    }
}
