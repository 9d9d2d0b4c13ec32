package io.schism.harness.environment;

/** What faults may need that takes a while to make: made before the run begins it costs no fault its moment. */
public enum Preparation {
    /** Clocks will be changed. */
    CLOCKS,
    /** Links will be probed. */
    PROBES,
    /** Packets will be delayed, doubled, reordered or damaged. */
    PACKETS,
    /** Nodes will be frozen, or have memory or processor time taken away. */
    LIMITS
}
