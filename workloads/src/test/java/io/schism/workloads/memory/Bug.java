package io.schism.workloads.memory;

/** What can be wrong with a {@link MemoryCluster}. */
public enum Bug {
    NONE,
    /** Transactions that only read are answered by the first node from a state twenty writes old. */
    STALE_READS,
    /** The first node sees no keys at all, in guards neither, and writes all the same, as one that came back without its disk. */
    DISK_LOST,
    /** Guards always hold. */
    GUARDS_IGNORED,
    /** Every tenth transaction that writes is acknowledged and not done. */
    WRITES_LOST,
    /** Every tenth transaction that writes is done twice. */
    WRITES_DOUBLED,
    /** Of every tenth transaction with several writes only the first is done. */
    TORN,
    /** The first node answers writes with the revision before theirs. */
    REVISIONS_REUSED,
    /** Leases end after half of their time. */
    LEASES_END_EARLY,
    /** Leases never end by themselves. */
    LEASES_NEVER_END,
    /** Watches are not told of every tenth change. */
    EVENTS_LOST,
    /** Watches are told of every tenth change twice. */
    EVENTS_TWICE,
    /** When the main part has ended, the last twenty writes are undone, as by a loss of power when nothing was synced. */
    POWER_LOST,
    /** When the main part has ended, the keys that none of the last twenty writes touched are gone. */
    OLD_KEYS_LOST
}
