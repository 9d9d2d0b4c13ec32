package io.schism.workloads.memory;

/** What can be wrong with a {@link MemoryCluster}. */
public enum Bug {
    NONE,
    /** Transactions that only read are answered by the second node from a state ten writes old. */
    STALE_READS,
    /** Guards always hold. */
    GUARDS_IGNORED,
    /** Every tenth transaction that writes is acknowledged and not done. */
    WRITES_LOST,
    /** Every tenth transaction that writes is done twice. */
    WRITES_DOUBLED,
    /** Of every tenth transaction with several writes only the first is done. */
    TORN,
    /** The second node answers writes with the revision before theirs. */
    REVISIONS_REUSED
}
