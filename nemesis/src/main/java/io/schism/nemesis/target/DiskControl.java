package io.schism.nemesis.target;

import java.util.Optional;

/** Does things to the disk of one node, and to that of no other. Safe for several threads. */
public interface DiskControl {
    /** Why this trouble cannot be had here and how to mend that, or empty when it can. Asked before the run begins. */
    Optional<String> refusal(DiskTrouble trouble);

    /** Why files cannot be damaged like this here and how to mend that, or empty when they can. Asked before the run begins. */
    Optional<String> refusal(Damage damage);

    /** Why unsynced writes cannot be lost here and how to mend that, or empty when they can. Asked before the run begins. */
    Optional<String> lossRefusal();

    /**
     * Gives the node's disk this trouble until the answer is closed. A node that dies of it is not started again.
     *
     * @throws io.schism.nemesis.FaultException when it could not be done; nothing is left half-done then
     */
    Troubled trouble(Node node, DiskTrouble trouble);

    /**
     * Damages files of a node that is dead.
     *
     * @param seed decides which bytes
     * @return what was done, read back from the files
     * @throws io.schism.nemesis.FaultException when there was no such file, or it could not be done
     */
    Damage.Done damage(Node node, Damage damage, long seed);

    /**
     * Forgets what a dead node has written and never synced, as a power failure would.
     *
     * @return how many bytes were lost
     * @throws io.schism.nemesis.FaultException when it could not be done
     */
    long loseUnsynced(Node node);

    /** One trouble in force. */
    interface Troubled extends AutoCloseable {
        /** How many operations on the disk it has failed or held up. */
        long affected();

        /** Takes it away. Calling it again does nothing. */
        @Override
        void close();
    }
}
