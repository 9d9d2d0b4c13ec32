package io.schism.harness.environment.docker.network;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where rules for links belong, and the shells that put them there. A link is treated where its packets arrive, so that one direction can
 * be treated alone; only what goes to clients is treated where it leaves, because their network is the host's own. Safe for several
 * threads.
 */
final class Places {
    private final List<Node> nodes;
    private final Function<Node, String> addresses;
    private final Shells shells;
    private final String gateway;
    private final Executor parallel;

    /**
     * The pods of a run.
     *
     * @param addresses where others see a node
     * @param gateway the address from which clients on the host come
     * @param parallel runs the commands of several pods side by side
     */
    Places(List<Node> nodes, Function<Node, String> addresses, Shells shells, String gateway, Executor parallel) {
        this.nodes = List.copyOf(nodes);
        this.addresses = addresses;
        this.shells = shells;
        this.gateway = gateway;
        this.parallel = parallel;
    }

    /** Runs commands in the network namespaces of nodes and answers what they printed. Safe for several threads. */
    @FunctionalInterface
    interface Shells {
        /**
         * Runs one.
         *
         * @throws FaultException when it fails or does not end in time
         */
        String run(Node node, String command);
    }

    /**
     * One end of a link, in the pod where its packets are treated.
     *
     * @param outgoing whether they are treated when they leave
     * @param address the other end
     */
    record End(boolean outgoing, String address) {}

    /** All nodes, in order of name. */
    List<Node> nodes() {
        return nodes;
    }

    /** The ends of these links, by the pod they are in. */
    Map<Node, List<End>> ends(Collection<Link> links) {
        Map<Node, List<End>> ends = new TreeMap<>();
        for (Link link : links) {
            boolean toClients = link.to().equals(Node.CLIENTS);
            Node where = toClients ? link.from() : link.to();
            ends.computeIfAbsent(where, node -> new ArrayList<>())
                    .add(new End(toClients, address(toClients ? link.to() : link.from())));
        }
        return ends;
    }

    /** The address under which others see a node, or the clients. */
    String address(Node node) {
        return node.equals(Node.CLIENTS) ? gateway : addresses.apply(node);
    }

    /** Runs a command in the pod of a node. */
    String run(Node node, String command) {
        return shells.run(node, command);
    }

    /**
     * Does something in several pods side by side and waits for all.
     *
     * @throws FaultException the first, when it failed in one
     */
    void onEach(Collection<Node> places, Consumer<Node> step) {
        List<CompletableFuture<Void>> futures = places.stream()
                .map(node -> CompletableFuture.runAsync(() -> step.accept(node), parallel))
                .toList();
        FaultException first = null;
        for (CompletableFuture<Void> future : futures) {
            try {
                future.join();
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof FaultException fault)) {
                    throw e;
                }
                first = first == null ? fault : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
