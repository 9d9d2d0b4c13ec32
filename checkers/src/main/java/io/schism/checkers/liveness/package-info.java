/**
 * Progress: {@link io.schism.checkers.liveness.Liveness} asks that operations succeed again once nothing is broken any more.
 */
@NullMarked
package io.schism.checkers.liveness;

import org.jspecify.annotations.NullMarked;
