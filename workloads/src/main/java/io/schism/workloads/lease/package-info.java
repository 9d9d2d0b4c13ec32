/** Keys that live as long as their leases: {@link io.schism.workloads.lease.LeaseWorkload}. */
@NullMarked
package io.schism.workloads.lease;

import org.jspecify.annotations.NullMarked;
