/**
 * What a kind of fault is: a {@link io.schism.nemesis.family.FaultFamily} of {@link io.schism.nemesis.family.FaultVariant}s, each made
 * from what the plan says and the {@link io.schism.nemesis.family.Targets} of the run.
 */
@NullMarked
package io.schism.nemesis.family;

import org.jspecify.annotations.NullMarked;
