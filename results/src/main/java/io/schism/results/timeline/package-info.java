/**
 * The drawing of operations: {@link io.schism.results.timeline.Timeline} lays out one bar for each call on the line of its process;
 * {@code timeline.js} draws it.
 */
@NullMarked
package io.schism.results.timeline;

import org.jspecify.annotations.NullMarked;
