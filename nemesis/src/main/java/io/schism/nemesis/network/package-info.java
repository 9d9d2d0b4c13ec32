/**
 * Faults of the network: {@link io.schism.nemesis.network.NetworkFaults} lists the families. What a partition cuts is a pure function of
 * the order of the nodes, {@link io.schism.nemesis.network.Shape}.
 */
@NullMarked
package io.schism.nemesis.network;

import org.jspecify.annotations.NullMarked;
