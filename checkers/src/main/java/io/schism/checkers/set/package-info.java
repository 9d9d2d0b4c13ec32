/** Sets that grow: {@link io.schism.checkers.set.FinalSet} looks at the last read, {@link io.schism.checkers.set.SetFull} at every read. */
@NullMarked
package io.schism.checkers.set;

import org.jspecify.annotations.NullMarked;
