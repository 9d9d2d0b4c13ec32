package io.schism.results.store;

/** The runs directory cannot be used; one line that says what is wrong and how to mend it. */
public final class RunStoreException extends RuntimeException {
    public RunStoreException(String message) {
        super(message);
    }

    public RunStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
