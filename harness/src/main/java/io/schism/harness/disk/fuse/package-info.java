/**
 * The program that gives every node a disk of its own: {@link io.schism.harness.disk.fuse.DiskServer} mounts volumes through libfuse and
 * takes orders on its standard input.
 */
@NullMarked
package io.schism.harness.disk.fuse;

import org.jspecify.annotations.NullMarked;
