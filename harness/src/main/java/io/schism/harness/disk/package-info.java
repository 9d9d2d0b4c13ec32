/**
 * Disks of the nodes' own, which can be sick and lose power: {@link io.schism.harness.disk.NodeDisks} is what faults and environments see
 * of them.
 */
@NullMarked
package io.schism.harness.disk;

import org.jspecify.annotations.NullMarked;
