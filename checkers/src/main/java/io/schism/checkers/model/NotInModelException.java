package io.schism.checkers.model;

/** A call or an initial value that the model does not know. The message is one line: what is wrong and what would be right. */
public final class NotInModelException extends IllegalArgumentException {
    public NotInModelException(String message) {
        super(message);
    }
}
