/** Instances that register and are found: {@link io.schism.workloads.discovery.DiscoveryWorkload}. */
@NullMarked
package io.schism.workloads.discovery;

import org.jspecify.annotations.NullMarked;
