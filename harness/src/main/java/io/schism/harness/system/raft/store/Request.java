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
}
