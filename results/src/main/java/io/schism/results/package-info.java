/**
 * What a run leaves behind. {@link io.schism.results.RunRecord} is everything that is known about one run: {@link
 * io.schism.results.RunInfo} (how it was started), its history, the {@link io.schism.results.FaultWindow}s, what the checkers said.
 * {@code store} keeps it in a directory, {@code report} tells it to people, {@code trend} compares runs and {@code web} browses them.
 */
@NullMarked
package io.schism.results;

import org.jspecify.annotations.NullMarked;
