package io.schism.workloads.client;

import io.schism.checkers.history.Operation;

/**
 * Does what a workload's generator asks for, through one {@link Session}. Used by one thread at a time, but {@link #close()} may come from
 * another while a call hangs.
 */
public interface Client extends AutoCloseable {
    /**
     * Does the operation once and waits for its end.
     *
     * @return what happened
     * @throws StoreException when the call did not end well; {@link Outcome#of} decides what that means, so clients do not catch it
     */
    Outcome invoke(Operation invocation);

    /** True when the operation cannot change anything, so that an error of whatever kind is a definite failure. */
    boolean readOnly(Operation invocation);

    @Override
    void close();
}
