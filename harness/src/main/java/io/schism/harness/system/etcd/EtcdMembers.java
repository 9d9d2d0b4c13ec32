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
import io.schism.harness.environment.Environment;
import io.schism.harness.environment.Site;
import io.schism.harness.system.Census;
import io.schism.harness.system.channel.PinnedChannel;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import io.schism.workloads.client.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The way to the members of a cluster for who changes something about it: to one of them in particular, or to whichever reaches a
 * majority. Safe for several threads.
 */
final class EtcdMembers {
    private static final RangeRequest PROBE =
            RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8("health")).build();
    private static final Duration QUESTION = Duration.ofSeconds(1);
    /** Longer than a member's own patience with a change, by which it has said whether it was made. */
    private static final Duration CHANGE = Duration.ofSeconds(8);

    private static final long REST_MILLIS = 100;

    private final Environment environment;
    private final Door door;
    private final EtcdRoster roster;

    EtcdMembers(Environment environment, EtcdRoster roster, Door door) {
        this.environment = environment;
        this.roster = roster;
        this.door = door;
    }

    /** Opens a channel to a node. */
    @FunctionalInterface
    interface Door {
        PinnedChannel open(Node node, Duration deadline);
    }

    Environment environment() {
        return environment;
    }

    /** Where all nodes are, those that came later included. */
    List<Site> sites() {
        return Stream.concat(environment.sites().stream(), roster.later().stream())
                .toList();
    }

    Site site(Node node) {
        return sites().stream()
                .filter(site -> site.node().equals(node))
                .findFirst()
                .orElseThrow(() -> new FaultException("there is no node " + node + " in this cluster"));
    }

    /**
     * Asks this one node.
     *
     * @throws FaultException when it does not answer well
     */
    <T> T ask(Node node, String what, Function<PinnedChannel, T> question) {
        try (PinnedChannel channel = door.open(node, CHANGE)) {
            return question.apply(channel);
        } catch (StoreException e) {
            throw new FaultException(node + " did not " + what + ": " + e.getMessage(), e);
        }
    }

    /**
     * Asks whichever node reaches a majority, until it is done; the question must bear being asked again after an answer got lost.
     *
     * @param last asked only when there is no other
     * @throws FaultException when that does not come about in time
     */
    <T> T agree(String what, Node last, Duration patience, Function<PinnedChannel, T> question) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            String why = "no node reaches a majority";
            Optional<Node> able = able(last);
            if (able.isPresent()) {
                try (PinnedChannel channel = door.open(able.get(), CHANGE)) {
                    return question.apply(channel);
                } catch (StoreException e) {
                    why = able.get() + " said " + e.getMessage();
                }
            }
            if (System.nanoTime() > end) {
                throw new FaultException(
                        "the cluster did not agree to " + what + " within " + patience.toSeconds() + " s: " + why);
            }
            rest(what);
        }
    }

    /** A node that has just made a linearizable read, so that the members it lists are those of the majority. */
    private Optional<Node> able(Node last) {
        Map<Node, Boolean> able =
                Census.ask(environment.nodes(), node -> Optional.of(reads(node)).filter(yes -> yes));
        return able.keySet().stream()
                .filter(node -> !node.equals(last))
                .findFirst()
                .or(() -> able.keySet().stream().findFirst());
    }

    private boolean reads(Node node) {
        try (PinnedChannel channel = door.open(node, QUESTION)) {
            return channel.call(KVGrpc.getRangeMethod(), PROBE).hasHeader();
        } catch (StoreException e) {
            return false;
        }
    }

    boolean serves(Node node, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!reads(node)) {
            if (System.nanoTime() > end) {
                return false;
            }
            rest("waiting for " + node);
        }
        return true;
    }

    /** What every node that answers says of itself. */
    Map<Node, StatusResponse> statuses() {
        return Census.ask(nodes(), this::status);
    }

    /** What every node answers by itself; of those that do. */
    <T> Map<Node, T> each(Function<PinnedChannel, T> question) {
        return Census.ask(nodes(), node -> {
            try (PinnedChannel channel = door.open(node, QUESTION)) {
                return Optional.of(question.apply(channel));
            }
        });
    }

    private List<Node> nodes() {
        return sites().stream().map(Site::node).toList();
    }

    /** What a node says of itself, or empty when it does not answer. */
    Optional<StatusResponse> status(Node node) {
        try (PinnedChannel channel = door.open(node, QUESTION)) {
            return Optional.of(channel.call(MaintenanceGrpc.getStatusMethod(), StatusRequest.getDefaultInstance()));
        } catch (StoreException silent) {
            return Optional.empty();
        }
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

    private static void rest(String what) {
        try {
            Thread.sleep(REST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaultException("interrupted while " + what, e);
        }
    }
}
