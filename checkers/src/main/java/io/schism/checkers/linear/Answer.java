package io.schism.checkers.linear;

import io.schism.checkers.Verdict;

/**
 * What a search found for one key.
 *
 * @param verdict valid or invalid; a search that cannot tell throws
 * @param failing position in the history of the return that left no explanation; -1 when there is none
 * @param configurations how many configurations were looked at
 */
record Answer(Verdict verdict, int failing, long configurations) {
    static Answer valid(long configurations) {
        return new Answer(Verdict.VALID, -1, configurations);
    }

    static Answer invalid(int failing, long configurations) {
        return new Answer(Verdict.INVALID, failing, configurations);
    }

    boolean isInvalid() {
        return verdict == Verdict.INVALID;
    }
}
