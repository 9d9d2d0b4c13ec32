package io.schism.harness.system.raft.store;

import java.util.Objects;

/**
 * How one node stands, read from the node itself.
 *
 * @param node its name
 * @param role {@code LEADER}, {@code FOLLOWER}, {@code CANDIDATE}, {@code LISTENER}
 * @param ready whether it serves: it runs and knows a leader, and is caught up in its own term when it leads itself
 * @param term current term
 * @param leader name of the leader it knows of; empty for none
 * @param vote name of the node it voted for in the current term; empty for none
 * @param commitIndex last index it knows to be committed
 * @param appliedIndex last index applied
 * @param snapshotIndex index of the latest snapshot; -1 for none
 * @param digestIndex the index the digest belongs to
 * @param known whether the node has come to that index and still remembers its digest
 * @param digest digest of all commands applied up to that index and of the state they left
 */
public record NodeReport(
        String node,
        String role,
        boolean ready,
        long term,
        String leader,
        String vote,
        long commitIndex,
        long appliedIndex,
        long snapshotIndex,
        long digestIndex,
        boolean known,
        long digest) {
    public NodeReport {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(leader, "leader");
        Objects.requireNonNull(vote, "vote");
    }
}
