/** Counts and latencies of a run: {@link io.schism.checkers.stats.Statistics}. */
@NullMarked
package io.schism.checkers.stats;

import org.jspecify.annotations.NullMarked;
