package io.schism.harness.environment;

import io.schism.nemesis.target.Node;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Where one node lives, as its own process sees it.
 *
 * @param node the node
 * @param listenHost address the process binds its ports to
 * @param peerPort port for the other nodes
 * @param clientPort port for clients
 * @param announcedHost the name or address it announces to its peers; with {@code forwardProxyPort} a name that only the proxy can resolve
 * @param dataDirectory directory for durable data, as the process sees it
 * @param logDirectory directory for logs, as the process sees it
 * @param forwardProxyPort port on loopback of an HTTP proxy of this node's own (absolute-form requests and CONNECT) through which it must
 *     reach its peers, or empty when it dials them directly
 */
public record Site(
        Node node,
        String listenHost,
        int peerPort,
        int clientPort,
        String announcedHost,
        String dataDirectory,
        String logDirectory,
        OptionalInt forwardProxyPort) {
    public Site {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(listenHost, "listenHost");
        Objects.requireNonNull(announcedHost, "announcedHost");
        Objects.requireNonNull(dataDirectory, "dataDirectory");
        Objects.requireNonNull(logDirectory, "logDirectory");
        Objects.requireNonNull(forwardProxyPort, "forwardProxyPort");
    }

    /** {@code announcedHost:peerPort}. */
    public String announcedPeerAddress() {
        return announcedHost + ":" + peerPort;
    }
}
