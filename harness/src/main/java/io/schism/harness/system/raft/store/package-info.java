/**
 * What a Raft node keeps and understands: {@link io.schism.harness.system.raft.store.KeyValueStore} is the replicated state,
 * {@link io.schism.harness.system.raft.store.Request} and {@link io.schism.harness.system.raft.store.Reply} are what travels between client,
 * node and leader, {@link io.schism.harness.system.raft.store.Wire} is how.
 */
@NullMarked
package io.schism.harness.system.raft.store;

import org.jspecify.annotations.NullMarked;
