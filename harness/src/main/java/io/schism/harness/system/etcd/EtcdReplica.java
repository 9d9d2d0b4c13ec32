package io.schism.harness.system.etcd;

import io.etcd.jetcd.api.ClusterGrpc;
import io.etcd.jetcd.api.HashKVRequest;
import io.etcd.jetcd.api.HashKVResponse;
import io.etcd.jetcd.api.MaintenanceGrpc;
import io.etcd.jetcd.api.MemberListRequest;
import io.etcd.jetcd.api.StatusResponse;
import io.schism.harness.system.channel.PinnedChannel;
import io.schism.workloads.client.Replica;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/** What one member says of itself: Status, what it publishes of its Raft, and HashKV at a revision. For one thread. */
final class EtcdReplica implements Replica {
    private final PinnedChannel channel;
    private final InetSocketAddress address;
    private final Optional<SSLSocketFactory> security;
    private final Map<Long, String> names = new HashMap<>();

    EtcdReplica(PinnedChannel channel, InetSocketAddress address, Optional<SSLSocketFactory> security) {
        this.channel = channel;
        this.address = address;
        this.security = security;
    }

    /** Status first: what it says is applied must be committed by what Raft says afterwards. */
    @Override
    public Standing standing() {
        StatusResponse status = EtcdMembers.status(channel);
        long self = status.getHeader().getMemberId();
        Optional<EtcdRaftStatus> raft = EtcdRaftStatus.of(address, security, channel.deadline());
        long leader = raft.map(EtcdRaftStatus::lead).orElse(status.getLeader());
        return new Standing(
                name(self).orElse(Long.toHexString(self)),
                raft.isPresent(),
                raft.map(EtcdRaftStatus::leads).orElse(leader == self),
                raft.map(EtcdRaftStatus::term).orElse(status.getRaftTerm()),
                raft.flatMap(said -> name(said.vote())),
                name(leader),
                raft.map(EtcdRaftStatus::commit).orElse(status.getRaftIndex()),
                status.getRaftAppliedIndex(),
                status.getHeader().getRevision());
    }

    private Optional<String> name(long member) {
        if (member == 0) {
            return Optional.empty();
        }
        if (!names.containsKey(member)) {
            channel.call(ClusterGrpc.getMemberListMethod(), MemberListRequest.getDefaultInstance())
                    .getMembersList()
                    .forEach(each -> names.put(each.getID(), each.getName()));
        }
        return Optional.of(names.getOrDefault(member, Long.toHexString(member)));
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
}
