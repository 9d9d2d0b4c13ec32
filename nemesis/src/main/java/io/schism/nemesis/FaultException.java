package io.schism.nemesis;

/** A fault that could not be injected or healed; the message says what was tried and how to mend it. */
public class FaultException extends RuntimeException {
    public FaultException(String message) {
        super(message);
    }

    public FaultException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Undoes what had been done before a failure. When that fails, too, the failure tells of it; it is for the caller to throw. */
    public static void undo(RuntimeException failure, Runnable undoing) {
        try {
            undoing.run();
        } catch (RuntimeException still) {
            failure.addSuppressed(still);
        }
    }
}
