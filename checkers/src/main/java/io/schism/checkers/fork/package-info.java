/** Snapshots: {@link io.schism.checkers.fork.LongFork} asks that all readers see independent writes in one order. */
@NullMarked
package io.schism.checkers.fork;

import org.jspecify.annotations.NullMarked;
