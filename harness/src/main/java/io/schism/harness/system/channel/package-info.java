/**
 * How clients of the harness call a node over gRPC: {@link io.schism.harness.system.channel.PinnedChannel}, one connection to one node,
 * one attempt a call, a deadline on every call, and the knowledge whether a failed call can have reached the node.
 */
@NullMarked
package io.schism.harness.system.channel;

import org.jspecify.annotations.NullMarked;
