package io.schism.harness.system.etcd;

import io.etcd.jetcd.api.ClusterGrpc;
import io.etcd.jetcd.api.Member;
import io.etcd.jetcd.api.MemberAddRequest;
import io.etcd.jetcd.api.MemberRemoveRequest;
import io.schism.harness.environment.Site;
import io.schism.harness.system.MemberData;
import io.schism.harness.system.Members;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.MembershipControl;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Members of etcd removed and added as its operators do, one change at a time. etcd itself refuses a change for five seconds after a
 * member was away (its strict reconfiguration check), so every change is tried for longer than that.
 */
final class EtcdMembership implements MembershipControl {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration SERVES = Duration.ofSeconds(10);

    private final Members members;
    private final EtcdRoster roster;
    private final Function<Site, String> peerUrl;
    private final MemberData data;

    /**
     * @param peerUrl what a node is announced by to the others
     */
    EtcdMembership(Members members, EtcdRoster roster, Function<Site, String> peerUrl) {
        this.members = members;
        this.roster = roster;
        this.peerUrl = peerUrl;
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
        return nodes(members.agree("a look at its members", LOOK, EtcdMembers::list));
    }

    @Override
    public Map<Node, List<Node>> views() {
        return members.each(channel -> nodes(EtcdMembers.list(channel)));
    }

    private List<Node> nodes(List<Member> found) {
        return members.sites().stream()
                .filter(site -> EtcdMembers.at(site, found).isPresent())
                .map(Site::node)
                .sorted()
                .toList();
    }

    @Override
    public synchronized void remove(Node node) {
        Site site = members.site(node);
        var unused = members.agree("removing " + node, node, PATIENCE, channel -> {
            EtcdMembers.at(site, EtcdMembers.list(channel))
                    .ifPresent(member -> channel.call(
                            ClusterGrpc.getMemberRemoveMethod(),
                            MemberRemoveRequest.newBuilder()
                                    .setID(member.getID())
                                    .build()));
            return true;
        });
        data.released(node);
    }

    @Override
    public long discard(Node node) {
        return data.discard(node);
    }

    @Override
    public synchronized long readmit(Node node) {
        long bytes = data.discard(node);
        add(members.site(node));
        data.settled(node);
        return bytes;
    }

    @Override
    public synchronized Node grow() {
        Site site = data.grounds().furnish();
        Node node = site.node();
        members.add(site);
        try {
            add(site);
            members.environment().processes().start(node);
            if (!members.serves(node, SERVES, EtcdMembers::reads)) {
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
        remove(grown);
        data.settled(grown);
        data.grounds().vacate(grown);
        members.forget(grown);
        roster.forget(grown);
    }

    private void add(Site site) {
        Node node = site.node();
        List<Member> with = members.agree("adding " + node, node, PATIENCE, channel -> {
            List<Member> now = EtcdMembers.list(channel);
            if (EtcdMembers.at(site, now).isPresent()) {
                return now; // an attempt before this one got through and its answer did not
            }
            return channel.call(
                            ClusterGrpc.getMemberAddMethod(),
                            MemberAddRequest.newBuilder()
                                    .addPeerURLs(peerUrl.apply(site))
                                    .build())
                    .getMembersList();
        });
        roster.join(node, new Joining(site, initialCluster(with)));
    }

    /** {@code name=url} of all members; one that was added and never started has no name there, but we know it. */
    private String initialCluster(List<Member> all) {
        Map<Long, String> names = all.stream().collect(Collectors.toMap(Member::getID, Member::getName));
        members.sites()
                .forEach(site -> EtcdMembers.at(site, all)
                        .ifPresent(
                                member -> names.put(member.getID(), site.node().name())));
        return all.stream()
                .flatMap(member -> member.getPeerURLsList().stream().map(url -> names.get(member.getID()) + "=" + url))
                .collect(Collectors.joining(","));
    }

    /** The members as of each start, until the node is known to have joined; what it was told once is in its data from then on. */
    private final class Joining implements Supplier<String> {
        private final Site site;
        private String known;
        private boolean joined;

        Joining(Site site, String known) {
            this.site = site;
            this.known = known;
        }

        @Override
        public synchronized String get() {
            if (joined) {
                return known;
            }
            try {
                List<Member> now = members.agree("a look at its members", site.node(), LOOK, EtcdMembers::list);
                joined = EtcdMembers.at(site, now)
                        .filter(member -> !member.getName().isEmpty())
                        .isPresent();
                known = joined ? known : initialCluster(now);
            } catch (FaultException unknown) {
                return known; // with no majority to ask, what was known last is the best there is
            }
            return known;
        }
    }
}
