/** A set that grows under one key: {@link io.schism.workloads.set.SetWorkload}. */
@NullMarked
package io.schism.workloads.set;

import org.jspecify.annotations.NullMarked;
