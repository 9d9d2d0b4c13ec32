/**
 * A clock of its own for one process, by rewriting that process' copy of the vDSO: {@link io.schism.harness.clock.VdsoClocks} is the
 * control that environments lend to clock faults, {@link io.schism.harness.clock.TargetProcess} the little it needs of a process.
 */
@NullMarked
package io.schism.harness.clock;

import org.jspecify.annotations.NullMarked;
