package io.schism.harness.system.raft;

import io.schism.harness.system.Members;
import io.schism.harness.system.raft.store.Request;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.AdminControl;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What may be asked of Raft nodes in service. */
final class RaftMaintenance implements AdminControl {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Members members;

    RaftMaintenance(Members members) {
        this.members = members;
    }

    @Override
    public Optional<String> refusal(Action action) {
        return switch (action) {
            case COMPACT ->
                Optional.of(
                        "raft keeps no past versions of its keys that could be forgotten; take maintenance:snapshot,"
                                + " which cuts its log, or --system etcd");
            case DEFRAGMENT ->
                Optional.of(
                        "raft has no data file that could be rewritten; take maintenance:snapshot, or --system etcd");
            case SNAPSHOT -> Optional.empty();
        };
    }

    @Override
    public Optional<String> transferRefusal() {
        return Optional.empty();
    }

    @Override
    public String perform(Action action, Node node) {
        return members.ask(node, action.word(), channel -> {
            long before = NodeCall.inspect(channel, 0).snapshotIndex();
            long index = NodeCall.operate(channel, new Request.TakeSnapshot());
            return String.format(Locale.ROOT, "took a snapshot at index %,d, the one before at %,d", index, before);
        });
    }

    @Override
    public void transferLeadership(Node to) {
        var unused = members.agree("a transfer of leadership to " + to, PATIENCE, channel -> {
            if (NodeCall.inspect(channel, 0).node().equals(to.name())) {
                throw new FaultException(to + " leads already");
            }
            return NodeCall.operate(channel, new Request.MoveLeader(to.name()));
        });
    }
}
