/**
 * Faults of the disk: {@link io.schism.nemesis.disk.DiskFaults} lists the families. Each fault is one file over
 * {@link io.schism.nemesis.target.DiskControl}.
 */
@NullMarked
package io.schism.nemesis.disk;

import org.jspecify.annotations.NullMarked;
