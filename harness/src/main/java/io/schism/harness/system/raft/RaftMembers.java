package io.schism.harness.system.raft;

import io.schism.harness.environment.Environment;
import io.schism.harness.environment.Site;
import io.schism.harness.system.Census;
import io.schism.harness.system.channel.ErrorTable;
import io.schism.harness.system.channel.PinnedChannel;
import io.schism.harness.system.raft.store.NodeReport;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import io.schism.workloads.client.StoreException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** The way to the nodes of a Raft cluster for who changes something about it: to one in particular, or to the leader. Safe for several threads. */
final class RaftMembers {
    private static final Duration QUESTION = Duration.ofSeconds(1);
    /** A new member has to catch up before it is let in. */
    private static final Duration CHANGE = Duration.ofSeconds(8);

    private static final long REST_MILLIS = 100;

    private final Environment environment;
    private final Map<Node, Site> later = new ConcurrentHashMap<>();

    RaftMembers(Environment environment) {
        this.environment = environment;
    }

    Environment environment() {
        return environment;
    }

    /** The node came after the beginning. */
    void add(Site site) {
        later.put(site.node(), site);
    }

    void forget(Node node) {
        later.remove(node);
    }

    Site site(Node node) {
        return sites().stream()
                .filter(site -> site.node().equals(node))
                .findFirst()
                .orElseThrow(() -> new FaultException("there is no node " + node + " in this cluster"));
    }

    private List<Site> sites() {
        return Stream.concat(
                        environment.sites().stream(), later.values().stream().sorted(Comparator.comparing(Site::node)))
                .toList();
    }

    /**
     * Asks this one node.
     *
     * @throws FaultException when it does not answer well
     */
    <T> T ask(Node node, String what, Function<PinnedChannel, T> question) {
        try (PinnedChannel channel = open(node, CHANGE)) {
            return question.apply(channel);
        } catch (StoreException e) {
            throw new FaultException(node + " did not " + what + ": " + e.getMessage(), e);
        }
    }

    /**
     * Asks whom most nodes take for their leader, until it is done; the question must bear being asked again after an answer got lost.
     *
     * @throws FaultException when that does not come about in time
     */
    <T> T agree(String what, Duration patience, BiFunction<Node, PinnedChannel, T> question) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            String why = "no majority knows a leader";
            Optional<Node> leader = leader();
            if (leader.isPresent()) {
                try (PinnedChannel channel = open(leader.get(), CHANGE)) {
                    return question.apply(leader.get(), channel);
                } catch (StoreException e) {
                    why = leader.get() + " said " + e.getMessage();
                }
            }
            if (System.nanoTime() > end) {
                throw new FaultException(
                        "the cluster did not agree to " + what + " within " + patience.toSeconds() + " s: " + why);
            }
            rest(what);
        }
    }

    /** What every node answers by itself; of those that do. */
    <T> Map<Node, T> each(Function<PinnedChannel, T> question) {
        return Census.ask(sites().stream().map(Site::node).toList(), node -> {
            try (PinnedChannel channel = open(node, QUESTION)) {
                return Optional.of(question.apply(channel));
            }
        });
    }

    /** Whom more than half of all nodes take for their leader. */
    private Optional<Node> leader() {
        Map<Node, NodeReport> reports = each(channel -> NodeCall.inspect(channel, 0));
        return sites().stream()
                .map(Site::node)
                .filter(node -> reports.values().stream()
                                .filter(report -> report.leader().equals(node.name()))
                                .count()
                        > environment.nodes().size() / 2)
                .findFirst();
    }

    boolean serves(Node node, Duration limit, Function<PinnedChannel, Boolean> question) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try (PinnedChannel channel = open(node, QUESTION)) {
                if (question.apply(channel)) {
                    return true;
                }
            } catch (StoreException notYet) {
                rest("waiting for " + node); // it starts, or waits to be let in
            }
            if (System.nanoTime() > end) {
                return false;
            }
        }
    }

    private PinnedChannel open(Node node, Duration deadline) {
        return PinnedChannel.open(environment.clientAddress(node), deadline, ErrorTable::transport);
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
