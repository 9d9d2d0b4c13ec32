/**
 * The whole of one run: {@link io.schism.harness.TestRun} tells it in call order, a {@link io.schism.harness.RunConfiguration} says what it
 * is to be.
 */
@NullMarked
package io.schism.harness;

import org.jspecify.annotations.NullMarked;
