package io.schism.harness.environment.local;

import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.Site;
import io.schism.harness.environment.local.proxy.LinkProxy;
import io.schism.nemesis.target.Node;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Gives every node its directories, its ports and its doors in the proxy; also to those that come later. Safe for several threads. */
final class Places {
    /**
     * Node 2 announces itself as 192.0.2.2: an address set aside for documentation, which nobody can reach but through the proxy. A name would
     * read better, but a member that joins etcd looks up those of all others, for half a minute when nobody can resolve them, and addresses
     * of loopback are never dialled through a proxy.
     */
    private static final String UNREACHABLE = "192.0.2.";

    private final Directories directories;
    private final Ports ports;
    private final LinkProxy proxy;
    private final Map<String, LinkProxy.Peer> peers = new HashMap<>();
    private final Map<Node, InetSocketAddress> clientAddresses = new ConcurrentHashMap<>();

    Places(Directories directories, Ports ports, LinkProxy proxy) {
        this.directories = directories;
        this.ports = ports;
        this.proxy = proxy;
    }

    List<Site> open(List<Node> nodes) {
        return nodes.stream().map(this::open).toList();
    }

    /** A place for a node that has none yet. */
    synchronized Site open(Node node) {
        directories.add(node);
        Site site = new Site(
                node,
                Ports.HOST,
                ports.next(),
                ports.next(),
                UNREACHABLE + (clientAddresses.size() + 1),
                directories.seen(node).toString(),
                directories.logs(node).toString(),
                OptionalInt.of(ports.next()));
        proxy.admit(node);
        try {
            openDoors(site);
        } catch (UncheckedIOException e) {
            throw new EnvironmentException(
                    "cannot open a proxy port on " + Ports.HOST + " (" + e.getMessage()
                            + "); start again, ports are chosen anew",
                    e);
        }
        return site;
    }

    private void openDoors(Site site) {
        proxy.openForward(site.node(), Ports.loopback(site.forwardProxyPort().orElseThrow()), peers);
        for (int port : List.of(site.peerPort(), site.clientPort())) {
            String authority = site.announcedHost() + ":" + port;
            LinkProxy.Peer peer = new LinkProxy.Peer(site.node(), Ports.loopback(port));
            peers.put(authority, peer);
            proxy.name(authority, peer);
        }
        InetSocketAddress address = Ports.loopback(ports.next());
        proxy.openClientPort(site.node(), address, Ports.loopback(site.clientPort()));
        proxy.reachable(site.node(), !ports.holds());
        clientAddresses.put(site.node(), address);
    }

    Optional<InetSocketAddress> clientAddress(Node node) {
        return Optional.ofNullable(clientAddresses.get(node));
    }
}
