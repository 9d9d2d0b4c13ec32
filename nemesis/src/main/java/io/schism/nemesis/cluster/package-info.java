/**
 * What operators do to a cluster in service, at bad moments: {@link io.schism.nemesis.cluster.ClusterFaults} lists the families. Each is
 * one file over the ports for membership, administration and versions.
 */
@NullMarked
package io.schism.nemesis.cluster;

import org.jspecify.annotations.NullMarked;
