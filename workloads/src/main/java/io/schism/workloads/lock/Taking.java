package io.schism.workloads.lock;

import java.time.Duration;
import java.util.OptionalLong;

/** How a lock is taken so that it does not stay with one who died. */
interface Taking {
    /** How long one who is not heard of keeps the lock. */
    Duration TIME = Duration.ofSeconds(2);

    String LOCK = "lock";

    /**
     * Takes the lock.
     *
     * @param owner who takes it
     * @param now nanoseconds on the clock of the run
     * @return the token, or empty when another holds it
     */
    OptionalLong take(String owner, long now);

    /** Whether the lock is still held with this token. */
    boolean holds(long token);

    /** Gives it back; false when it was not held with this token any more. */
    boolean release(long token);
}
