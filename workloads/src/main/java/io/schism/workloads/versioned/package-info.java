/** Registers whose values and versions must agree: {@link io.schism.workloads.versioned.VersionedWorkload}. */
@NullMarked
package io.schism.workloads.versioned;

import org.jspecify.annotations.NullMarked;
