/**
 * Faults of the clock: {@link io.schism.nemesis.clock.ClockFaults} lists the family. Each fault is one file; what several do to one node
 * is added up by {@link io.schism.nemesis.hold.ClockHolds}. All are proved by the clock read back from the node.
 */
@NullMarked
package io.schism.nemesis.clock;

import org.jspecify.annotations.NullMarked;
