/**
 * A node's place: {@link io.schism.harness.environment.docker.pod.Pod}, and how one talks to programs that stay open in its side container,
 * a shell ({@link io.schism.harness.environment.docker.pod.PodShell}) or any other
 * ({@link io.schism.harness.environment.docker.pod.Dialogue}).
 */
@NullMarked
package io.schism.harness.environment.docker.pod;

import org.jspecify.annotations.NullMarked;
