/**
 * Linearizability: {@link io.schism.checkers.linear.Linearizable} judges a history against a {@link io.schism.checkers.model.Model}, each
 * key alone.
 */
@NullMarked
package io.schism.checkers.linear;

import org.jspecify.annotations.NullMarked;
