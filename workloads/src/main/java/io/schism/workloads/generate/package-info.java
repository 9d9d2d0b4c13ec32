/**
 * Pure, seeded generators of operations. A {@link io.schism.workloads.generate.Generator} is an immutable value that is asked for its
 * {@link io.schism.workloads.generate.Step} in a {@link io.schism.workloads.generate.Context} (the time, the free threads, the chance)
 * and told of every event; {@link io.schism.workloads.generate.Generators} makes and combines them. The idea is that of Jepsen's
 * generators.
 */
@NullMarked
package io.schism.workloads.generate;

import org.jspecify.annotations.NullMarked;
