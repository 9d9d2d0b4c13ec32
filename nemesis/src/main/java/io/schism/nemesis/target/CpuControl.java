package io.schism.nemesis.target;

import java.util.Optional;

/** Takes processor time away from a node. Safe for several threads. */
public interface CpuControl {
    /** Why that cannot be done here and how to mend that, or empty when it can. Asked before the run begins. */
    Optional<String> refusal();

    /**
     * Gives the node no more than so many cores until the answer is closed; with several limits the tightest holds.
     *
     * @param cores more than 0; 0.05 is a twentieth of one core
     * @throws io.schism.nemesis.FaultException when it could not be done
     */
    Limited limit(Node node, double cores);

    /** One limit in force. */
    interface Limited extends AutoCloseable {
        /** How often the node has been held back by it, as the kernel counts. */
        long throttled();

        /** Takes this limit away. Calling it again does nothing. */
        @Override
        void close();
    }
}
