package io.schism.harness.cli;

import io.schism.checkers.Verdict;

/** What a command answers to the shell. */
enum ExitCode {
    VALID(0),
    INVALID(1),
    UNKNOWN(2),
    /** The command was called wrongly. */
    USAGE(64),
    /** The harness itself failed; says nothing about the system under test. */
    HARNESS(70);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number the process ends with. */
    int number() {
        return number;
    }

    static ExitCode of(Verdict verdict) {
        return switch (verdict) {
            case VALID -> VALID;
            case INVALID -> INVALID;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
