/** Counters: {@link io.schism.workloads.counter.CounterWorkload}. */
@NullMarked
package io.schism.workloads.counter;

import org.jspecify.annotations.NullMarked;
