/** Counters: {@link io.schism.checkers.counter.CounterBounds} asks that each read lies between what must and what may have been added. */
@NullMarked
package io.schism.checkers.counter;

import org.jspecify.annotations.NullMarked;
