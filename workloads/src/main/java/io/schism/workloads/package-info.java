/**
 * Workloads: a {@link io.schism.workloads.Workload} is a generator, a client and checkers that belong together, made to measure by
 * {@link io.schism.workloads.WorkloadOptions}.
 */
@NullMarked
package io.schism.workloads;

import org.jspecify.annotations.NullMarked;
