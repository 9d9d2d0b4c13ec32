/**
 * Leases: {@link io.schism.checkers.lease.Lease} asks that a key lives as long as its lease, not shorter and not longer.
 */
@NullMarked
package io.schism.checkers.lease;

import org.jspecify.annotations.NullMarked;
