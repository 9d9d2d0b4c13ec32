package io.schism.harness.system;

import io.schism.harness.environment.Environment;
import io.schism.harness.environment.Site;
import io.schism.harness.system.channel.PinnedChannel;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import io.schism.workloads.client.StoreException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The way to the members of a cluster for who changes something about it: to one of them in particular, or to whichever can have the
 * majority agree. Safe for several threads.
 */
public final class Members {
    private static final Duration QUESTION = Duration.ofSeconds(1);
    /** Longer than a member's own patience with a change, by which it has said whether it was made; a new one has to catch up first. */
    private static final Duration CHANGE = Duration.ofSeconds(8);

    private static final long REST_MILLIS = 100;

    private final Environment environment;
    private final Door door;
    private final Spokesman spokesman;
    private final Map<Node, Site> later = new ConcurrentHashMap<>();

    public Members(Environment environment, Door door, Spokesman spokesman) {
        this.environment = environment;
        this.door = door;
        this.spokesman = spokesman;
    }

    /** Opens a channel to a node. */
    @FunctionalInterface
    public interface Door {
        PinnedChannel open(Node node, Duration deadline);
    }

    /** Knows who can have the majority agree. */
    public interface Spokesman {
        /**
         * Whom to ask now, or empty when there is nobody.
         *
         * @param last not to be asked when another can be, too
         */
        Optional<Node> find(Members members, Node last);

        /** Why there is nobody: {@code "no majority knows a leader"}. */
        String nobody();
    }

    /** Where the cluster lives. */
    public Environment environment() {
        return environment;
    }

    /** The node came after the beginning. */
    public void add(Site site) {
        later.put(site.node(), site);
    }

    /** The node that came later is no more. */
    public void forget(Node node) {
        later.remove(node);
    }

    /** Where all nodes are, those that came later included. */
    public List<Site> sites() {
        return Stream.concat(
                        environment.sites().stream(), later.values().stream().sorted(Comparator.comparing(Site::node)))
                .toList();
    }

    /**
     * Where this node is.
     *
     * @throws FaultException when there is no such node
     */
    public Site site(Node node) {
        return sites().stream()
                .filter(site -> site.node().equals(node))
                .findFirst()
                .orElseThrow(() -> new FaultException("there is no node " + node + " in this cluster"));
    }

    /**
     * Asks this one node for what may take its time.
     *
     * @throws FaultException when it does not answer well
     */
    public <T> T ask(Node node, String what, Function<PinnedChannel, T> question) {
        try (PinnedChannel channel = door.open(node, CHANGE)) {
            return question.apply(channel);
        } catch (StoreException e) {
            throw new FaultException(node + " did not " + what + ": " + e.getMessage(), e);
        }
    }

    /** As {@link #agree(String, Node, Duration, Function)}, whoever is asked. */
    public <T> T agree(String what, Duration patience, Function<PinnedChannel, T> question) {
        return agree(what, Node.CLIENTS, patience, question);
    }

    /**
     * Asks whoever can have the majority agree, until it is done; the question must bear being asked again after an answer got lost.
     *
     * @param last not to be asked when another can be, too
     * @throws FaultException when that does not come about in time
     */
    public <T> T agree(String what, Node last, Duration patience, Function<PinnedChannel, T> question) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            String why = spokesman.nobody();
            Optional<Node> able = spokesman.find(this, last);
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

    /** What every node answers at once by itself; of those that do. */
    public <T> Map<Node, T> each(Function<PinnedChannel, T> question) {
        return Census.ask(sites().stream().map(Site::node).toList(), node -> answer(node, question));
    }

    /** What this node answers at once by itself, or empty when it does not. */
    public <T> Optional<T> answer(Node node, Function<PinnedChannel, T> question) {
        try (PinnedChannel channel = door.open(node, QUESTION)) {
            return Optional.of(question.apply(channel));
        } catch (StoreException silent) {
            return Optional.empty(); // dead, paused or cut off; it starts, or waits to be let in
        }
    }

    /** Asks this node until it answers with yes; false when it does not within the limit. */
    public boolean serves(Node node, Duration limit, Function<PinnedChannel, Boolean> question) {
        long end = System.nanoTime() + limit.toNanos();
        while (!answer(node, question).orElse(false)) {
            if (System.nanoTime() > end) {
                return false;
            }
            rest("waiting for " + node);
        }
        return true;
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
