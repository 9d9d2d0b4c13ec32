/** A lock that guards a resource, in three variants: {@link io.schism.workloads.lock.LockWorkload}. */
@NullMarked
package io.schism.workloads.lock;

import org.jspecify.annotations.NullMarked;
