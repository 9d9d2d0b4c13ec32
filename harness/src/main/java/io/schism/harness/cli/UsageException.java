package io.schism.harness.cli;

/** The command was called wrongly in a way that only shows after parsing; one line with the mend. Ends in exit code 64. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }
}
