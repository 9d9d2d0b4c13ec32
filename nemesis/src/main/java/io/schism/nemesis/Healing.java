package io.schism.nemesis;

/** Undoes one injected fault and proves that it happened. Used by one thread. */
public interface Healing extends AutoCloseable {
    /**
     * Measures, while the fault is in force, that it really is: dropped bytes counted, process state read back, clock read back. May be
     * called more than once, before {@link #close()}; the last answer counts.
     */
    Proof prove();

    /**
     * Undoes the fault and nothing but this fault: others that overlap stay in force. Calling it again does nothing.
     *
     * @throws FaultException when it could not be undone; that is a finding
     */
    @Override
    void close();
}
