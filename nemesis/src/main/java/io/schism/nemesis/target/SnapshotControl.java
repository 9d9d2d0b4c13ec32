package io.schism.nemesis.target;

import java.util.Optional;

/** Saves the state of the system and puts nodes back to it. Safe for several threads. */
public interface SnapshotControl {
    /** Why the state cannot be put back here and how to mend that, or empty when it can. Asked before the run begins. */
    Optional<String> refusal();

    /**
     * How far the state is as the majority sees it now: a number that grows with every write.
     *
     * @throws io.schism.nemesis.FaultException when no majority answers
     */
    long position();

    /**
     * Saves the state of a node that reaches a majority.
     *
     * @throws io.schism.nemesis.FaultException when there was none
     */
    Saved save();

    /**
     * Gives a dead node the saved state and nothing of what came after it. Every node is to be put back before the first one is started.
     *
     * @throws io.schism.nemesis.FaultException when it could not be done
     */
    void putBack(Saved saved, Node dead);

    /** A saved state, kept until it is closed. */
    interface Saved extends AutoCloseable {
        /** It holds everything up to here at least. */
        long position();

        /** Throws it away. */
        @Override
        void close();
    }
}
