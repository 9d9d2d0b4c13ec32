/**
 * Carrying a plan out beside the workload: {@link io.schism.nemesis.run.Nemesis} injects, proves, holds and heals, and tells what happened
 * as {@link io.schism.nemesis.run.FaultEvent}s and in a {@link io.schism.nemesis.run.NemesisSummary}.
 */
@NullMarked
package io.schism.nemesis.run;

import org.jspecify.annotations.NullMarked;
