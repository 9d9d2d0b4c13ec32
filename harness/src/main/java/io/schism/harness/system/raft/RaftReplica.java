package io.schism.harness.system.raft;

import io.schism.harness.system.channel.PinnedChannel;
import io.schism.harness.system.raft.store.NodeReport;
import io.schism.workloads.client.Replica;
import java.util.Optional;

/** What a node says of its Ratis server and of its copy; positions are log indices. */
final class RaftReplica implements Replica {
    private final PinnedChannel channel;

    RaftReplica(PinnedChannel channel) {
        this.channel = channel;
    }

    @Override
    public Standing standing() {
        NodeReport report = NodeCall.inspect(channel, 0);
        return new Standing(
                report.node(),
                true,
                report.role().equals("LEADER"),
                report.term(),
                named(report.vote()),
                named(report.leader()),
                report.commitIndex(),
                report.appliedIndex(),
                report.appliedIndex());
    }

    @Override
    public Optional<Digest> digest(long position) {
        NodeReport report = NodeCall.inspect(channel, position);
        return report.known() ? Optional.of(new Digest(report.digestIndex(), 0, report.digest())) : Optional.empty();
    }

    private static Optional<String> named(String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
}
