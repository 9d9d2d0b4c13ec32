/** Values that only grow: {@link io.schism.checkers.monotonic.Monotonic} asks that nobody reads one that went back. */
@NullMarked
package io.schism.checkers.monotonic;

import org.jspecify.annotations.NullMarked;
