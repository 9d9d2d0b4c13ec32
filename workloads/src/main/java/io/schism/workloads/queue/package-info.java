/** Queues, first in, first out: {@link io.schism.workloads.queue.QueueWorkload}. */
@NullMarked
package io.schism.workloads.queue;

import org.jspecify.annotations.NullMarked;
