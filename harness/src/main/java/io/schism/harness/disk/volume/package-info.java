/**
 * One node's disk, without the kernel: {@link io.schism.harness.disk.volume.Volume} keeps files in a directory, knows what of them a
 * power failure would leave, and can be sick.
 */
@NullMarked
package io.schism.harness.disk.volume;

import org.jspecify.annotations.NullMarked;
