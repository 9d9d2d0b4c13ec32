/**
 * What a workload needs of a system: {@link io.schism.workloads.client.Stores} opens a {@link io.schism.workloads.client.Session} pinned
 * to one node, which offers abilities such as {@link io.schism.workloads.client.KeyValue}; every error they throw is a
 * {@link io.schism.workloads.client.StoreException}.
 */
@NullMarked
package io.schism.workloads.client;

import org.jspecify.annotations.NullMarked;
