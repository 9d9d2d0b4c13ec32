package io.schism.harness.system.etcd;

import io.etcd.jetcd.api.ClusterGrpc;
import io.etcd.jetcd.api.CompactionRequest;
import io.etcd.jetcd.api.DefragmentRequest;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.MaintenanceGrpc;
import io.etcd.jetcd.api.MemberAddRequest;
import io.etcd.jetcd.api.MemberListRequest;
import io.etcd.jetcd.api.MemberRemoveRequest;
import io.etcd.jetcd.api.MoveLeaderRequest;
import io.etcd.jetcd.api.SnapshotRequest;
import io.etcd.jetcd.api.SnapshotResponse;
import io.schism.harness.system.channel.PinnedChannel;
import io.schism.workloads.client.Admin;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import java.util.List;

/** What an operator does to etcd, through one member. */
final class EtcdAdmin implements Admin.Compaction, Admin.Leadership, Admin.Snapshots, Admin.Membership {
    private final PinnedChannel channel;
    private final String scheme;

    /** {@code scheme}: {@code http://} or {@code https://}, with which the addresses of peers begin. */
    EtcdAdmin(PinnedChannel channel, String scheme) {
        this.channel = channel;
        this.scheme = scheme;
    }

    @Override
    public void compact(long revision, boolean physical) {
        var unused = channel.call(
                KVGrpc.getCompactMethod(),
                CompactionRequest.newBuilder()
                        .setRevision(revision)
                        .setPhysical(physical)
                        .build());
    }

    @Override
    public void defragment() {
        var unused = channel.call(MaintenanceGrpc.getDefragmentMethod(), DefragmentRequest.getDefaultInstance());
    }

    @Override
    public void moveTo(String node) {
        var unused = channel.call(
                MaintenanceGrpc.getMoveLeaderMethod(),
                MoveLeaderRequest.newBuilder().setTargetID(id(node)).build());
    }

    @Override
    public long take() {
        return channel.collect(MaintenanceGrpc.getSnapshotMethod(), SnapshotRequest.getDefaultInstance()).stream()
                .map(SnapshotResponse::getBlob)
                .mapToLong(blob -> blob.size())
                .sum();
    }

    @Override
    public List<Admin.Member> list() {
        return members().stream()
                .map(member -> new Admin.Member(
                        member.getName(),
                        member.getPeerURLsList().isEmpty()
                                ? ""
                                : member.getPeerURLs(0).substring(scheme.length())))
                .toList();
    }

    @Override
    public void add(Admin.Member member) {
        var unused = channel.call(
                ClusterGrpc.getMemberAddMethod(),
                MemberAddRequest.newBuilder()
                        .addPeerURLs(scheme + member.peerAddress())
                        .build());
    }

    @Override
    public void remove(String name) {
        var unused = channel.call(
                ClusterGrpc.getMemberRemoveMethod(),
                MemberRemoveRequest.newBuilder().setID(id(name)).build());
    }

    private List<io.etcd.jetcd.api.Member> members() {
        return channel.call(ClusterGrpc.getMemberListMethod(), MemberListRequest.getDefaultInstance())
                .getMembersList();
    }

    private long id(String name) {
        return members().stream()
                .filter(member -> member.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new StoreException(Kind.NOT_FOUND, "no member is called " + name, null))
                .getID();
    }
}
