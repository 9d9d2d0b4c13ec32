/** Leaders that are elected by taking a lock: {@link io.schism.workloads.election.ElectionWorkload}. */
@NullMarked
package io.schism.workloads.election;

import org.jspecify.annotations.NullMarked;
