package io.schism.harness.system.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.CompactionRequest;
import io.etcd.jetcd.api.DefragmentRequest;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.MaintenanceGrpc;
import io.etcd.jetcd.api.MoveLeaderRequest;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.SnapshotRequest;
import io.etcd.jetcd.api.StatusResponse;
import io.schism.harness.system.Members;
import io.schism.harness.system.channel.PinnedChannel;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.AdminControl;
import io.schism.nemesis.target.Node;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What etcd's operators ask of members in service. */
final class EtcdMaintenance implements AdminControl {
    private final Members members;

    EtcdMaintenance(Members members) {
        this.members = members;
    }

    @Override
    public Optional<String> refusal(Action action) {
        return Optional.empty();
    }

    @Override
    public Optional<String> transferRefusal() {
        return Optional.empty();
    }

    @Override
    public String perform(Action action, Node node) {
        return members.ask(node, action.word(), channel -> switch (action) {
            case COMPACT -> compact(channel);
            case DEFRAGMENT -> defragment(channel);
            case SNAPSHOT -> snapshot(channel);
        });
    }

    /** Said only after a read of the revision before has been refused for that reason. */
    private static String compact(PinnedChannel channel) {
        long revision = read(channel, 0);
        try {
            var unused = channel.call(
                    KVGrpc.getCompactMethod(),
                    CompactionRequest.newBuilder().setRevision(revision).build());
        } catch (StoreException e) {
            if (e.kind() != Kind.COMPACTED) {
                throw e;
            }
            return "was compacted beyond revision " + revision + " already";
        }
        try {
            if (revision > 1) {
                read(channel, revision - 1);
                throw new FaultException(
                        "compacted up to revision " + revision + " and still answers with the one before");
            }
        } catch (StoreException e) {
            if (e.kind() != Kind.COMPACTED) {
                throw e;
            }
        }
        return "compacted up to revision " + revision;
    }

    /** A linearizable read of no key in particular; answers with the newest revision. */
    private static long read(PinnedChannel channel, long revision) {
        RangeRequest request = RangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8("health"))
                .setRevision(revision)
                .build();
        return channel.call(KVGrpc.getRangeMethod(), request).getHeader().getRevision();
    }

    private static String defragment(PinnedChannel channel) {
        long before = EtcdMembers.status(channel).getDbSize();
        var unused = channel.call(MaintenanceGrpc.getDefragmentMethod(), DefragmentRequest.getDefaultInstance());
        return String.format(
                Locale.ROOT,
                "defragmented from %,d to %,d bytes",
                before,
                EtcdMembers.status(channel).getDbSize());
    }

    private static String snapshot(PinnedChannel channel) {
        long revision = EtcdMembers.status(channel).getHeader().getRevision();
        long bytes = channel.collect(MaintenanceGrpc.getSnapshotMethod(), SnapshotRequest.getDefaultInstance()).stream()
                .mapToLong(part -> part.getBlob().size())
                .sum();
        return String.format(Locale.ROOT, "gave a snapshot of %,d bytes at revision %,d", bytes, revision);
    }

    /** etcd wants it asked of the leader itself. */
    @Override
    public void transferLeadership(Node to) {
        Map<Node, StatusResponse> statuses = members.each(EtcdMembers::status);
        StatusResponse target = statuses.get(to);
        if (target == null) {
            throw new FaultException(to + " does not answer, so it cannot lead");
        }
        Map<Long, Node> byId = statuses.entrySet().stream()
                .collect(Collectors.toMap(each -> each.getValue().getHeader().getMemberId(), Map.Entry::getKey));
        Node leader = byId.get(target.getLeader());
        if (leader == null) {
            throw new FaultException(to + " knows of no leader that answers and could hand over to it");
        }
        if (leader.equals(to)) {
            throw new FaultException(to + " leads already");
        }
        var unused = members.ask(
                leader,
                "hand over to " + to,
                channel -> channel.call(
                        MaintenanceGrpc.getMoveLeaderMethod(),
                        MoveLeaderRequest.newBuilder()
                                .setTargetID(target.getHeader().getMemberId())
                                .build()));
    }
}
