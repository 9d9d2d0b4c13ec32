/**
 * The network of pods: {@link io.schism.harness.environment.docker.network.ContainerNetwork} puts impairments on links by the packet filter,
 * by the kernel's netem or by a shaper on a queue for packets, and sends probes.
 */
@NullMarked
package io.schism.harness.environment.docker.network;

import org.jspecify.annotations.NullMarked;
