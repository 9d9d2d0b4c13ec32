package io.schism.nemesis;

import java.util.function.Supplier;

/** Undoes one injected fault and proves that it happened. Used by one thread. */
public interface Healing extends AutoCloseable {
    /**
     * Measures, while the fault is in force, that it really is: dropped bytes counted, process state read back, clock read back. May be
     * called more than once, before {@link #close()}; the last answer counts.
     */
    Proof prove();

    /**
     * Undoes the fault and nothing but this fault: others that overlap stay in force. Calling it again does nothing, unless it failed:
     * then it tries again.
     *
     * @throws FaultException when it could not be undone; that is a finding
     */
    @Override
    void close();

    /** A healing of two parts; the second must bear being run again. */
    static Healing of(Supplier<Proof> proof, Runnable undo) {
        return new Healing() {
            @Override
            public Proof prove() {
                return proof.get();
            }

            @Override
            public void close() {
                undo.run();
            }
        };
    }
}
