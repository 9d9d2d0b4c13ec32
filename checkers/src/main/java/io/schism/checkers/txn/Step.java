package io.schism.checkers.txn;

import java.util.Objects;

/**
 * One edge of a cycle.
 *
 * @param from transaction that came first
 * @param to transaction that came later
 * @param why how that is known
 */
record Step(int from, int to, Why why) {
    Step {
        Objects.requireNonNull(why, "why");
    }

    /** Why one transaction must come before another. */
    enum Why {
        /** Write dependency. */
        WW,
        /** Read dependency. */
        WR,
        /** Anti-dependency. */
        RW,
        /** Same process. */
        PROCESS,
        /** Completed before the other was invoked. */
        REALTIME
    }
}
