/**
 * Where nodes run: an {@link io.schism.harness.environment.Environment} gives every node a
 * {@link io.schism.harness.environment.Site}, starts what a {@link io.schism.harness.environment.Launcher} tells it to, and lends the
 * ports through which faults are injected.
 */
@NullMarked
package io.schism.harness.environment;

import org.jspecify.annotations.NullMarked;
