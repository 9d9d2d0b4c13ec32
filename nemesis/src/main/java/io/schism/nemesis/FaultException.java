package io.schism.nemesis;

/** A fault that could not be injected or healed; the message says what was tried and how to mend it. */
public class FaultException extends RuntimeException {
    public FaultException(String message) {
        super(message);
    }

    public FaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
