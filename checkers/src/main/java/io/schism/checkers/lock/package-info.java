/**
 * Locks: {@link io.schism.checkers.lock.MutualExclusion} asks that no two processes hold one at a time, {@link io.schism.checkers.lock.Fencing}
 * that what is guarded refuses those who held it once.
 */
@NullMarked
package io.schism.checkers.lock;

import org.jspecify.annotations.NullMarked;
