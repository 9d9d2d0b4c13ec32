/**
 * What runs inside the JVM of one Raft node: {@link io.schism.harness.system.raft.node.RaftNode} starts an Apache Ratis server with a
 * replicated key-value store and a door for clients.
 */
@NullMarked
package io.schism.harness.system.raft.node;

import org.jspecify.annotations.NullMarked;
