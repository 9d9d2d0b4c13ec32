package io.schism.harness.environment.local.proxy;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl;
import io.schism.nemesis.target.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Carries all traffic of a cluster on loopback, on one thread, and impairs any direction of any pair. Safe for several threads: an
 * imposition is in force on all its links when {@link #impose} returns.
 *
 * <p>Units: {@link Imposed#affected()} counts bytes. Everything that arrives on an impaired link counts, what is queued there when the
 * imposition begins counts, and a connection attempt counts as the 60 bytes of its SYN.
 *
 * <p>Cost, measured on two shared cores with {@code ProxyThroughput} (plain sockets, one 200-byte question at a time a connection): 19 to 35 µs of
 * the one thread for a round trip, nearly all of it the kernel's for two more reads and writes, and 0.1 ms of added latency; 34,000 round
 * trips a second over 50 connections, a third of what they make without a proxy.
 *
 * <p>What the impairments mean:
 * <ul>
 *   <li><em>drop</em> is silence: nothing is delivered, not the end of a stream or a reset either, and nothing is refused. Bytes are held as a
 *       sender's kernel would hold them, up to half a megabyte a connection and direction, then the sender blocks. After the heal they flow at
 *       once; real TCP would wait for its back-off first. An attempt needs both directions (SYN and its answer); it is made after the heal,
 *       unless the dialler has given up by then. Each direction is alone: with A→B cut, B→A still delivers, which TCP over a real one-way cut
 *       does only until its retransmission timer fires for want of acknowledgements.
 *   <li><em>reset</em> of either direction takes the whole connection, as TCP has it: both ends are reset once, new attempts are reset before
 *       they reach anybody. A silent link stays silent: drop wins over the refusal of new attempts.
 *   <li><em>delay</em> postpones every piece, in order, and each attempt by both directions' delays. Several add up.
 *   <li><em>rate</em> is shared by all connections of the link. Of several the tightest holds.
 * </ul>
 */
public final class LinkProxy implements NetworkControl, AutoCloseable {
    private final EventLoop loop = new EventLoop("schism-proxy");
    private final Map<Link, LinkState> links = new ConcurrentHashMap<>();
    private final Map<Node, LinkState> selves = new ConcurrentHashMap<>();
    private final Map<Node, ClientPort> clientPorts = new ConcurrentHashMap<>();
    private final Map<Node, Map<String, HeadReader.Destination>> destinations = new ConcurrentHashMap<>();
    private final RandomGenerator random;

    private LinkProxy(List<Node> nodes, RandomGenerator random) {
        this.random = random;
        selves.put(Node.CLIENTS, new LinkState(Node.CLIENTS + "→" + Node.CLIENTS, random));
        nodes.forEach(this::admit);
    }

    /** Makes room for one more member: unimpaired links between it and everybody. Does nothing when there is room. */
    public synchronized void admit(Node node) {
        for (Node other : List.copyOf(selves.keySet())) {
            if (!other.equals(node)) {
                Link link = new Link(other, node);
                links.computeIfAbsent(link, added -> new LinkState(added, random));
                links.computeIfAbsent(link.reversed(), added -> new LinkState(added, random));
            }
        }
        selves.computeIfAbsent(node, added -> new LinkState(added + "→" + added, random));
    }

    /**
     * A proxy with no ports yet.
     *
     * @param nodes the members
     * @param random draws the jitter
     */
    public static LinkProxy of(List<Node> nodes, RandomGenerator random) {
        return new LinkProxy(nodes, random);
    }

    /** A node and the real address behind a name. */
    public record Peer(Node node, InetSocketAddress address) {}

    /**
     * Opens an HTTP forward proxy for the node's own use: absolute-form requests and CONNECT.
     *
     * @param peers by {@code host:port} in lower case; nothing else can be reached but what is {@link #name named} later
     * @throws UncheckedIOException when the port cannot be bound
     */
    public void openForward(Node owner, InetSocketAddress at, Map<String, Peer> peers) {
        Map<String, HeadReader.Destination> known =
                destinations.computeIfAbsent(owner, node -> new ConcurrentHashMap<>());
        peers.forEach((authority, peer) -> known.put(authority, destination(owner, peer)));
        Function<String, HeadReader.@Nullable Destination> names = known::get;
        open(new Door(loop, at, near -> new HeadReader(loop, near, names).start()));
    }

    /** From now on all owners of forward proxies can reach this peer, too, by this {@code host:port} in lower case. */
    public void name(String authority, Peer peer) {
        destinations.forEach((owner, known) -> known.put(authority, destination(owner, peer)));
    }

    private HeadReader.Destination destination(Node owner, Peer peer) {
        return new HeadReader.Destination(link(owner, peer.node()), link(peer.node(), owner), peer.address());
    }

    /**
     * Opens a plain TCP port through which clients reach the node.
     *
     * @throws UncheckedIOException when the port cannot be bound
     */
    public void openClientPort(Node node, InetSocketAddress at, InetSocketAddress target) {
        LinkState forward = link(Node.CLIENTS, node);
        LinkState backward = link(node, Node.CLIENTS);
        Route route = new Route(forward, backward, target, "", "");
        Door door = new Door(loop, at, near -> new Connection(loop, near, route).start());
        open(door);
        ClientPort port = new ClientPort(loop, door, forward, backward);
        clientPorts.put(node, port);
        loop.call(() -> {
            forward.onChange(port::update);
            backward.onChange(port::update);
            return true;
        });
    }

    private void open(Door door) {
        loop.call(() -> {
            try {
                door.open();
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Shuts the node's client port, so that the kernel refuses at once, while there is no process behind it; opens it again. */
    public void reachable(Node node, boolean reachable) {
        ClientPort port = clientPorts.get(node);
        if (port != null) {
            loop.callUnlessClosed(() -> port.reachable(reachable));
        }
    }

    /** A defect of the proxy itself, which could be mistaken for a fault; empty when there was none. */
    public Optional<RuntimeException> defect() {
        return Optional.ofNullable(loop.lastDefect());
    }

    private LinkState link(Node from, Node to) {
        LinkState state = from.equals(to) ? selves.get(from) : links.get(new Link(from, to));
        if (state == null) {
            throw new IllegalArgumentException("no link " + from + "→" + to + " in this cluster");
        }
        return state;
    }

    @Override
    public Optional<String> refusal(Impairment impairment) {
        if (impairment instanceof Impairment.Delay delay) {
            return delay.delay().isNegative() || delay.jitter().isNegative() || outside(delay.correlation())
                    ? Optional.of(
                            "delay (" + delay + ") needs times that are not negative and a correlation from 0 to 1")
                    : Optional.empty();
        }
        if (impairment instanceof Impairment.Rate rate) {
            return rate.bytesPerSecond() < 1
                    ? Optional.of(
                            "rate (" + rate.bytesPerSecond() + " bytes/s) must be positive; drop is what 0 would be")
                    : Optional.empty();
        }
        if (impairment instanceof Impairment.Drop || impairment instanceof Impairment.Reset) {
            return Optional.empty();
        }
        return Optional.of(impairment.kind()
                + " cannot be had in the local environment: its proxies carry TCP streams, not packets, and TCP below them repairs what"
                + " packets suffer; use --env docker");
    }

    private static boolean outside(double share) {
        return !(share >= 0 && share <= 1);
    }

    @Override
    public Imposed impose(Impairment impairment, Collection<Link> on) {
        Optional<String> refusal = refusal(impairment);
        if (refusal.isPresent()) {
            throw new FaultException(refusal.get());
        }
        if (on.isEmpty()) {
            throw new FaultException("no link was given to " + impairment.kind() + "; name at least one");
        }
        List<LinkState> states = new ArrayList<>();
        for (Link each : List.copyOf(new LinkedHashSet<>(on))) {
            LinkState state = links.get(each);
            if (state == null) {
                throw new FaultException("there is no link " + each + " in this cluster");
            }
            states.add(state);
        }
        Imposition imposition = new Imposition(impairment, states, loop);
        loop.call(() -> {
            imposition.apply();
            return true;
        });
        return imposition;
    }

    /** Closes every port and connection. */
    @Override
    public void close() {
        loop.close();
    }
}
