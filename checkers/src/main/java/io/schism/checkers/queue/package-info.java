/** Queues without regard to order: {@link io.schism.checkers.queue.TotalQueue} asks that what goes in comes out, once. */
@NullMarked
package io.schism.checkers.queue;

import org.jspecify.annotations.NullMarked;
