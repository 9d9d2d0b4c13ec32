package io.schism.harness.system.raft;

import io.schism.harness.system.channel.PinnedChannel;
import io.schism.harness.system.raft.store.Request;
import io.schism.workloads.client.Admin;

/** What an operator does to one node of Raft. */
final class RaftAdmin implements Admin.Leadership, Admin.Snapshots {
    private final PinnedChannel channel;

    RaftAdmin(PinnedChannel channel) {
        this.channel = channel;
    }

    @Override
    public void moveTo(String node) {
        NodeCall.operate(channel, new Request.MoveLeader(node));
    }

    @Override
    public long take() {
        return NodeCall.operate(channel, new Request.TakeSnapshot());
    }
}
