package io.schism.checkers.linear;

import io.schism.checkers.Verdict;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search found for one key.
 *
 * @param verdict valid or invalid; a search that cannot tell throws
 * @param failing position in the history of the return that left no explanation, when the search knows it; -1 otherwise
 * @param core positions of the invocations of some calls which, with all that they need, are invalid already; null when it is not known
 * @param states states that were possible just before the failing return, when the search knows them; at most {@link #STATES}
 * @param configurations how many configurations were looked at
 */
record Answer(Verdict verdict, int failing, @Nullable List<Integer> core, List<Object> states, long configurations) {
    /** How many states are kept for the evidence. */
    static final int STATES = 16;

    static Answer valid(long configurations) {
        return new Answer(Verdict.VALID, -1, null, List.of(), configurations);
    }

    /** Invalid, as seen when the call returned whose completion has this position. */
    static Answer invalid(int failing, List<Object> states, long configurations) {
        return new Answer(Verdict.INVALID, failing, null, states, configurations);
    }

    /** Invalid because of these calls. */
    static Answer invalidBecauseOf(Calls calls, int... core) {
        List<Integer> positions =
                Arrays.stream(core).mapToObj(call -> calls.invoked(call)).toList();
        return new Answer(Verdict.INVALID, -1, positions, List.of(), 0);
    }

    boolean isInvalid() {
        return verdict == Verdict.INVALID;
    }
}
