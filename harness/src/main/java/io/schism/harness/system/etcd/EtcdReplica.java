package io.schism.harness.system.etcd;

import io.etcd.jetcd.api.ClusterGrpc;
import io.etcd.jetcd.api.HashKVRequest;
import io.etcd.jetcd.api.HashKVResponse;
import io.etcd.jetcd.api.MaintenanceGrpc;
import io.etcd.jetcd.api.Member;
import io.etcd.jetcd.api.MemberListRequest;
import io.etcd.jetcd.api.StatusRequest;
import io.etcd.jetcd.api.StatusResponse;
import io.schism.harness.system.channel.PinnedChannel;
import io.schism.workloads.client.Replica;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What one member says of itself: Status, and HashKV at a revision. Its vote it keeps to itself. */
final class EtcdReplica implements Replica {
    private final PinnedChannel channel;

    EtcdReplica(PinnedChannel channel) {
        this.channel = channel;
    }

    @Override
    public Standing standing() {
        StatusResponse status = status();
        Map<Long, String> names = new HashMap<>();
        for (Member member : channel.call(ClusterGrpc.getMemberListMethod(), MemberListRequest.getDefaultInstance())
                .getMembersList()) {
            names.put(member.getID(), member.getName());
        }
        long self = status.getHeader().getMemberId();
        return new Standing(
                names.getOrDefault(self, Long.toHexString(self)),
                status.getLeader() == self,
                status.getRaftTerm(),
                Optional.empty(),
                Optional.ofNullable(names.get(status.getLeader())),
                status.getRaftIndex(),
                status.getRaftAppliedIndex(),
                OptionalLong.empty());
    }

    @Override
    public long position() {
        return status().getHeader().getRevision();
    }

    @Override
    public Optional<Digest> digest(long position) {
        HashKVRequest request = HashKVRequest.newBuilder().setRevision(position).build();
        try {
            HashKVResponse response = channel.call(MaintenanceGrpc.getHashKVMethod(), request);
            return Optional.of(new Digest(position, response.getCompactRevision(), response.getHash()));
        } catch (StoreException e) {
            // a revision that was compacted, or one that this member has not come to
            if (e.kind() == Kind.COMPACTED || e.kind() == Kind.INVALID_REQUEST) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private StatusResponse status() {
        return channel.call(MaintenanceGrpc.getStatusMethod(), StatusRequest.getDefaultInstance());
    }
}
