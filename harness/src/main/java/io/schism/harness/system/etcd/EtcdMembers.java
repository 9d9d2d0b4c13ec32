package io.schism.harness.system.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.ClusterGrpc;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.MaintenanceGrpc;
import io.etcd.jetcd.api.Member;
import io.etcd.jetcd.api.MemberListRequest;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.StatusRequest;
import io.etcd.jetcd.api.StatusResponse;
import io.schism.harness.environment.Site;
import io.schism.harness.system.Census;
import io.schism.harness.system.Members;
import io.schism.harness.system.channel.PinnedChannel;
import io.schism.nemesis.target.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What members of etcd are asked about the cluster and themselves. */
final class EtcdMembers {
    private static final RangeRequest PROBE =
            RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8("health")).build();

    private EtcdMembers() {}

    /** Whether the member makes a linearizable read. */
    static boolean reads(PinnedChannel channel) {
        return channel.call(KVGrpc.getRangeMethod(), PROBE).hasHeader();
    }

    /** What the member says of itself. */
    static StatusResponse status(PinnedChannel channel) {
        return channel.call(MaintenanceGrpc.getStatusMethod(), StatusRequest.getDefaultInstance());
    }

    /** As the asked member sees them: 3.4 answers from its own copy, and so does 3.5 unless asked otherwise. */
    static List<Member> list(PinnedChannel channel) {
        return channel.call(ClusterGrpc.getMemberListMethod(), MemberListRequest.getDefaultInstance())
                .getMembersList();
    }

    /** The member that announces this place, whether it has been started (then it has a name) or not. */
    static Optional<Member> at(Site site, List<Member> members) {
        return members.stream()
                .filter(member -> member.getPeerURLsList().stream()
                        .anyMatch(url -> url.endsWith("://" + site.announcedPeerAddress())))
                .findFirst();
    }

    /** A node that has just made a linearizable read, so that the members it lists are those of the majority. */
    static final class Reader implements Members.Spokesman {
        @Override
        public Optional<Node> find(Members members, Node last) {
            Map<Node, Boolean> able = Census.ask(
                    members.environment().nodes(),
                    node -> members.answer(node, EtcdMembers::reads).filter(yes -> yes));
            return able.keySet().stream()
                    .filter(node -> !node.equals(last))
                    .findFirst()
                    .or(() -> able.keySet().stream().findFirst());
        }

        @Override
        public String nobody() {
            return "no node reaches a majority";
        }
    }
}
