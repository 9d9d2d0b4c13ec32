package io.schism.harness.system.raft.store;

import io.schism.workloads.client.Transactions.Transaction;
import java.util.Objects;

/** What can be asked of a node. */
public sealed interface Request {
    /**
     * Runs a transaction.
     *
     * @param transaction what to run
     * @param forwarded whether another node sent it on; it is then not sent on again
     */
    record Run(Transaction transaction, boolean forwarded) implements Request {
        public Run {
            Objects.requireNonNull(transaction, "transaction");
        }
    }

    /**
     * Asks the node itself how it stands; never goes through the log.
     *
     * @param index index at which the digest is wanted; 0 for the last one applied
     */
    record Inspect(long index) implements Request {}

    /** Reads all keys with this prefix. */
    record Scan(String prefix, boolean forwarded) implements Request {
        public Scan {
            Objects.requireNonNull(prefix, "prefix");
        }
    }

    /** Tells the node itself to take a snapshot. */
    record TakeSnapshot() implements Request {}

    /** Tells the node, which must lead, to hand leadership to another. */
    record MoveLeader(String node) implements Request {
        public MoveLeader {
            Objects.requireNonNull(node, "node");
        }
    }

    /** Asks the node which members it knows. */
    record Members() implements Request {}

    /** Tells the node, which must lead, to let a member in, or to take it out. */
    record ChangeMember(String node, String address, boolean joins) implements Request {
        public ChangeMember {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(address, "address");
        }
    }
}
