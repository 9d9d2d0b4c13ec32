/**
 * The recorded history: {@link io.schism.checkers.history.Operation} is one line of it, {@link io.schism.checkers.history.History}
 * pairs invocations with completions.
 */
@NullMarked
package io.schism.checkers.history;

import org.jspecify.annotations.NullMarked;
