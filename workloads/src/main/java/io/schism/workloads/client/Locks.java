package io.schism.workloads.client;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Locks with fencing tokens. A token is greater than all tokens of that lock before it. A lock alone never keeps a paused holder from
 * going on; only a resource that refuses a smaller token than it has seen does. All throw {@link StoreException}.
 */
public interface Locks {
    /**
     * Takes the lock when it is free; does not wait.
     *
     * @param lease the lease the lock ends with, or 0 for none
     * @return the token, or empty when somebody holds it
     */
    OptionalLong tryLock(String name, String owner, long lease);

    /** Takes the lock from whoever holds it, as one does who believes the holder dead; returns the token. */
    long takeOver(String name, String owner);

    /** Gives the lock back; false when this token does not hold it any more. */
    boolean release(String name, long token);

    /** Who holds it. */
    Optional<Holder> holder(String name);

    /**
     * Who holds a lock.
     *
     * @param owner as given when it was taken
     * @param token the token it was taken with
     */
    record Holder(String owner, long token) {}
}
