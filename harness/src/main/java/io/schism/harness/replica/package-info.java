/** Asks the nodes of a run how they stand: {@link io.schism.harness.replica.ReplicaWatch}. */
@NullMarked
package io.schism.harness.replica;

import org.jspecify.annotations.NullMarked;
