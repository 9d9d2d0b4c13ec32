package io.schism.nemesis.target;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes who belongs to the cluster. It decides nothing about processes of the nodes the run began with. Safe for several threads. */
public interface MembershipControl {
    /** Why members cannot be removed and readmitted here and how to mend that, or empty when they can. */
    Optional<String> refusal();

    /** Why nodes cannot be added to those the run began with and how to mend that, or empty when they can. */
    Optional<String> growRefusal();

    /**
     * The members as the majority sees them now.
     *
     * @throws io.schism.nemesis.FaultException when no majority could be asked in time
     */
    List<Node> members();

    /** The members as each node sees them by itself, which may be as they were before; only of nodes that answer. */
    Map<Node, List<Node>> views();

    /**
     * Takes a member out; its process may be alive or dead.
     *
     * @throws io.schism.nemesis.FaultException when the cluster did not agree in time
     */
    void remove(Node node);

    /**
     * Throws away the data of a node that was removed and is dead; asks nobody for that.
     *
     * @return how many bytes were thrown away since it was removed
     * @throws io.schism.nemesis.FaultException when it was not removed, or it could not be done
     */
    long discard(Node node);

    /**
     * Makes a node that was removed and is dead an empty member again, its data {@link #discard discarded}; to be started by the caller.
     *
     * @return how many bytes were thrown away since it was removed
     * @throws io.schism.nemesis.FaultException when the cluster did not agree in time
     */
    long readmit(Node node);

    /**
     * Sets up one more node, starts it and makes it a member.
     *
     * @throws io.schism.nemesis.FaultException when it could not be done; nothing is left half-done then
     */
    Node grow();

    /** Undoes {@link #grow()} for this node: out of the cluster, its process ended, its data removed. */
    void dismiss(Node grown);
}
