package io.schism.workloads.memory;

/** What can be wrong with a {@link MemoryCluster}. */
public enum Bug {
    NONE,
    /** Transactions that only read are answered by the second node from a state twenty writes old. */
    STALE_READS,
    /** The second node reads, and looks at guards, in a state twenty writes old, as a leader that does not know it was deposed. */
    SPLIT_BRAIN,
    /** Guards always hold. */
    GUARDS_IGNORED,
    /** Every tenth transaction that writes is acknowledged and not done. */
    WRITES_LOST,
    /** Every tenth transaction that writes is done twice. */
    WRITES_DOUBLED,
    /** Of every tenth transaction with several writes only the first is done. */
    TORN,
    /** The second node answers writes with the revision before theirs. */
    REVISIONS_REUSED,
    /** Leases end after half of their time. */
    LEASES_END_EARLY,
    /** Leases never end by themselves. */
    LEASES_NEVER_END,
    /** Watches are not told of every tenth change. */
    EVENTS_LOST,
    /** Watches are told of every tenth change twice. */
    EVENTS_TWICE
}
