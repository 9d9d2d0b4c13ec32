/**
 * Faults of the process: {@link io.schism.nemesis.process.ProcessFaults} lists the families. Each fault is one file and writes what it
 * demands into {@link io.schism.nemesis.hold.ProcessHolds}, so that overlapping ones know of each other.
 */
@NullMarked
package io.schism.nemesis.process;

import org.jspecify.annotations.NullMarked;
