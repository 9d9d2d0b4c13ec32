/**
 * What overlapping faults demand of one node, kept so that healing one leaves the others in force:
 * {@link io.schism.nemesis.hold.ProcessHolds} for its process, {@link io.schism.nemesis.hold.ClockHolds} for its clocks.
 */
@NullMarked
package io.schism.nemesis.hold;

import org.jspecify.annotations.NullMarked;
