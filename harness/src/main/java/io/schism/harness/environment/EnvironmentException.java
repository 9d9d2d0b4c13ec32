package io.schism.harness.environment;

/** The environment could not be set up or has broken; one line that says what and how to mend it. Ends in exit code 70. */
public final class EnvironmentException extends RuntimeException {
    public EnvironmentException(String message) {
        super(message);
    }

    public EnvironmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
