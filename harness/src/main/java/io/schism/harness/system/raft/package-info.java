/**
 * The system {@code raft}: an Apache Ratis key-value store that ships with Schism.
 * {@link io.schism.harness.system.raft.RaftSystem} starts its nodes and talks to them; what runs inside a node is in {@code raft.node}.
 */
@NullMarked
package io.schism.harness.system.raft;

import org.jspecify.annotations.NullMarked;
