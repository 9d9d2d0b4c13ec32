/**
 * Processes of this machine: {@link io.schism.harness.environment.process.Shell} starts scripts apart from our terminal,
 * {@link io.schism.harness.environment.process.Signals} sends signals without a new process for each,
 * {@link io.schism.harness.environment.process.ProcessTable} tells how processes stand, and
 * {@link io.schism.harness.environment.process.Lifeline} ends those that end with their standard input.
 */
@NullMarked
package io.schism.harness.environment.process;

import org.jspecify.annotations.NullMarked;
