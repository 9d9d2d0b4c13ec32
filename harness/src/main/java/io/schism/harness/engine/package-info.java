/**
 * Drives a workload: an {@link io.schism.harness.engine.Engine} asks a generator what to do, hands it to one worker a process and writes
 * what happens through a {@link io.schism.harness.engine.Recorder}, on one {@link io.schism.harness.engine.Clock}.
 */
@NullMarked
package io.schism.harness.engine;

import org.jspecify.annotations.NullMarked;
