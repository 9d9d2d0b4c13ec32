/**
 * The network of the local environment: {@link io.schism.harness.environment.local.proxy.LinkProxy} carries every byte between nodes, and
 * between clients and nodes, on one thread, and does to each direction of each pair what it is told to.
 */
@NullMarked
package io.schism.harness.environment.local.proxy;

import org.jspecify.annotations.NullMarked;
