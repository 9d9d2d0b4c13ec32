/**
 * The recorded history: {@link io.schism.checkers.history.Operation} is one line of it, {@link io.schism.checkers.history.History}
 * pairs invocations with completions, {@link io.schism.checkers.history.HistoryReader} reads it from files of several formats, and
 * {@link io.schism.checkers.history.HistoryWriter} writes it line by line.
 */
@NullMarked
package io.schism.checkers.history;

import org.jspecify.annotations.NullMarked;
