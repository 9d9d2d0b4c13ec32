package io.schism.nemesis.target;

import java.util.Locale;
import java.util.Optional;

/** What an operator may ask of a node in service. Safe for several threads. */
public interface AdminControl {
    /** What may be asked. */
    enum Action {
        /** Forgets the past up to now. */
        COMPACT,
        /** Rewrites the data file; the node answers nobody meanwhile. */
        DEFRAGMENT,
        /** Folds the log into a snapshot. */
        SNAPSHOT;

        /** {@code compact}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why this cannot be asked of this system and how to mend that, or empty when it can. Asked before the run begins. */
    Optional<String> refusal(Action action);

    /** Why leadership cannot be handed over in this system and how to mend that, or empty when it can. */
    Optional<String> transferRefusal();

    /**
     * Asks it of a node.
     *
     * @return what the node said it did, for people: {@code "compacted up to revision 1204"}
     * @throws io.schism.nemesis.FaultException when it did not do it
     */
    String perform(Action action, Node node);

    /**
     * Asks the leader to hand over to this node; returns when it was asked, not when the other leads.
     *
     * @throws io.schism.nemesis.FaultException when nobody could be asked
     */
    void transferLeadership(Node to);
}
