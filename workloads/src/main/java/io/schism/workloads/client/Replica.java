package io.schism.workloads.client;

import java.util.Objects;
import java.util.Optional;

/** A look inside the one node a session is pinned to; never goes through consensus. All throw {@link StoreException}. */
public interface Replica {
    /** How the node stands now. */
    Standing standing();

    /** The digest of the node's copy as it was at this position, or empty when the node is not there yet or no longer remembers. */
    Optional<Digest> digest(long position);

    /**
     * How a node stands.
     *
     * @param node its name
     * @param coherent whether term, vote and leads are of one moment, and the term is the one that a restart must not lose; otherwise they are hints
     * @param leads whether it leads in this term
     * @param term its current term
     * @param vote whom it voted for in that term; empty when nobody or when the system does not say
     * @param leader the leader it knows of
     * @param commitIndex last log index it knows to be committed
     * @param appliedIndex last log index it has applied; may have been read after {@code commitIndex}
     * @param position where its copy is, in the unit that {@link Replica#digest} takes: the applied log index for Raft, the revision for etcd
     */
    record Standing(
            String node,
            boolean coherent,
            boolean leads,
            long term,
            Optional<String> vote,
            Optional<String> leader,
            long commitIndex,
            long appliedIndex,
            long position) {
        public Standing {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(vote, "vote");
            Objects.requireNonNull(leader, "leader");
        }
    }

    /**
     * A digest. Two nodes whose digests of one position and one base differ hold different copies.
     *
     * @param position what it is the digest of
     * @param base what the digest begins at: etcd leaves out what was compacted away; only digests with equal bases can be compared
     * @param value the digest
     */
    record Digest(long position, long base, long value) {}
}
