package io.schism.nemesis.target;

import java.util.Optional;

/** Takes memory away from a node until the kernel kills it. Safe for several threads. */
public interface MemoryControl {
    /** Why that cannot be done here and how to mend that, or empty when it can. Asked before the run begins. */
    Optional<String> refusal();

    /**
     * Lowers what the node may use below what it does use, until the answer is closed.
     *
     * @throws io.schism.nemesis.FaultException when it could not be done
     */
    Squeezed squeeze(Node node);

    /** One squeeze in force. */
    interface Squeezed extends AutoCloseable {
        /** How often the kernel killed for want of memory since it began. */
        long kills();

        /** Gives the memory back; the process is not started again by that. Calling it again does nothing. */
        @Override
        void close();
    }
}
