package io.schism.harness.system.raft;

import io.schism.harness.environment.Site;
import io.schism.harness.system.MemberData;
import io.schism.harness.system.Members;
import io.schism.harness.system.raft.store.Request;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.MembershipControl;
import io.schism.nemesis.target.Node;
import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Members of a Ratis cluster removed and added. Ratis lets a member in only once it has caught up, so an empty node runs for that moment,
 * and is dead again when {@link #readmit} returns.
 */
final class RaftMembership implements MembershipControl {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration RUNS = Duration.ofSeconds(10);
    private static final Duration SERVES = Duration.ofSeconds(5);

    private final Members members;
    private final Set<Node> joining;
    private final MemberData data;

    /**
     * @param joining the nodes that join instead of found at their next starts; added to
     */
    RaftMembership(Members members, Set<Node> joining) {
        this.members = members;
        this.joining = joining;
        this.data = new MemberData(members.environment().provisioning());
    }

    @Override
    public Optional<String> refusal() {
        return data.refusal();
    }

    @Override
    public Optional<String> growRefusal() {
        return refusal();
    }

    @Override
    public List<Node> members() {
        return nodes(members.agree("a look at its members", LOOK, NodeCall::members));
    }

    @Override
    public Map<Node, List<Node>> views() {
        return members.each(channel -> nodes(NodeCall.members(channel)));
    }

    private static List<Node> nodes(List<String> names) {
        return names.stream().map(Node::new).sorted().toList();
    }

    @Override
    public synchronized void remove(Node node) {
        change(members.site(node), false);
        data.released(node);
    }

    @Override
    public long discard(Node node) {
        return data.discard(node);
    }

    @Override
    public synchronized long readmit(Node node) {
        // An attempt before this one may have got through late: whoever votes must not lose what it voted for.
        change(members.site(node), false);
        long bytes = data.discard(node);
        joining.add(node);
        try {
            letIn(members.site(node));
        } finally {
            members.environment().processes().kill(node);
        }
        data.settled(node);
        return bytes;
    }

    @Override
    public synchronized Node grow() {
        Site site = data.grounds().furnish();
        Node node = site.node();
        members.add(site);
        joining.add(node);
        try {
            letIn(site);
            Transaction reading = Transaction.of(new Get("healthy"));
            if (!members.serves(
                    node, SERVES, channel -> NodeCall.run(channel, reading).succeeded())) {
                throw new FaultException(node + " was added and does not serve within " + SERVES.toSeconds()
                        + " s; see its log in the run directory");
            }
            return node;
        } catch (FaultException e) {
            FaultException.undo(e, () -> dismiss(node));
            throw e;
        }
    }

    @Override
    public synchronized void dismiss(Node grown) {
        change(members.site(grown), false);
        data.grounds().vacate(grown);
        joining.remove(grown);
        members.forget(grown);
    }

    private void letIn(Site site) {
        Node node = site.node();
        members.environment().processes().start(node);
        if (!members.serves(
                node, RUNS, channel -> NodeCall.inspect(channel, 0).node().equals(node.name()))) {
            throw new FaultException(node + " was started empty and does not answer within " + RUNS.toSeconds()
                    + " s; see its log in the run directory");
        }
        change(site, true);
    }

    private void change(Site site, boolean joins) {
        String name = site.node().name();
        String what = (joins ? "adding " : "removing ") + name;
        var unused = members.agree(what, PATIENCE, channel -> {
            if (NodeCall.members(channel).contains(name) == joins) {
                return true; // an attempt before this one got through and its answer did not
            }
            NodeCall.operate(channel, new Request.ChangeMember(name, site.announcedPeerAddress(), joins));
            return true;
        });
    }
}
