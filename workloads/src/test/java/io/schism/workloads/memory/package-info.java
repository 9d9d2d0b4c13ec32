/**
 * A store in memory into which bugs can be sown, and a rehearsal that drives a workload against it, one store call at a time in an order that
 * follows from a seed.
 */
@NullMarked
package io.schism.workloads.memory;

import org.jspecify.annotations.NullMarked;
