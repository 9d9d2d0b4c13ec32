/** Identifiers that must be unique: {@link io.schism.workloads.ids.UniqueIdsWorkload}. */
@NullMarked
package io.schism.workloads.ids;

import org.jspecify.annotations.NullMarked;
