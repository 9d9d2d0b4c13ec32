package io.schism.harness.system.raft;

import io.schism.harness.environment.Site;
import io.schism.harness.system.Members;
import io.schism.harness.system.raft.store.NodeReport;
import io.schism.nemesis.target.Node;
import java.util.Map;
import java.util.Optional;

/** Whom more than half of all nodes take for their leader; it is asked even when another would be better. */
final class KnownLeader implements Members.Spokesman {
    @Override
    public Optional<Node> find(Members members, Node last) {
        Map<Node, NodeReport> reports = members.each(channel -> NodeCall.inspect(channel, 0));
        return members.sites().stream()
                .map(Site::node)
                .filter(node -> reports.values().stream()
                                .filter(report -> report.leader().equals(node.name()))
                                .count()
                        > members.environment().nodes().size() / 2)
                .findFirst();
    }

    @Override
    public String nobody() {
        return "no majority knows a leader";
    }
}
