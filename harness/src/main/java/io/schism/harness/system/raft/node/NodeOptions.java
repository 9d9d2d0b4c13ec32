package io.schism.harness.system.raft.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How one node is started; written as {@code name=value} arguments on its command line.
 *
 * @param name this node
 * @param listenHost address to bind both ports to
 * @param peerPort port for the other nodes
 * @param clientPort port for clients
 * @param peers announced {@code host:port} of every node, itself included, by name
 * @param data directory for log and snapshots
 * @param proxyPort port on loopback of the HTTP proxy through which peers are dialled, or empty for directly
 * @param heartbeat time between two heartbeats of an idle leader
 * @param electionTimeout the longest a follower waits for its leader
 * @param snapshotThreshold entries applied between two snapshots
 * @param read {@code linearizable}, {@code lease}, {@code default}, or {@code logged} for an entry in the log before each read
 * @param preVote whether a candidate asks before it raises the term
 * @param unsafeFlush whether entries are acknowledged before they are on disk
 * @param joining whether an empty node waits to be let in by a cluster that is there, instead of founding one with its peers
 * @param commonBeginning whether an empty node begins with a snapshot that all nodes have in common, see {@link ReplicatedStore}
 * @param composedAppend whether a follower chains its appends as Ratis does unless told otherwise, see {@link Cluster}
 */
public record NodeOptions(
        String name,
        String listenHost,
        int peerPort,
        int clientPort,
        Map<String, String> peers,
        Path data,
        OptionalInt proxyPort,
        Duration heartbeat,
        Duration electionTimeout,
        long snapshotThreshold,
        String read,
        boolean preVote,
        boolean unsafeFlush,
        boolean joining,
        boolean commonBeginning,
        boolean composedAppend) {
    public NodeOptions {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(listenHost, "listenHost");
        peers = Map.copyOf(peers);
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(read, "read");
    }

    /** As arguments for {@link RaftNode#main}. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add("name=" + name);
        arguments.add("listen=" + listenHost);
        arguments.add("peer-port=" + peerPort);
        arguments.add("client-port=" + clientPort);
        peers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(peer -> arguments.add("peer." + peer.getKey() + "=" + peer.getValue()));
        arguments.add("data=" + data);
        proxyPort.ifPresent(port -> arguments.add("proxy-port=" + port));
        arguments.add("heartbeat-ms=" + heartbeat.toMillis());
        arguments.add("election-timeout-ms=" + electionTimeout.toMillis());
        arguments.add("snapshot-threshold=" + snapshotThreshold);
        arguments.add("read=" + read);
        arguments.add("pre-vote=" + preVote);
        arguments.add("unsafe-flush=" + unsafeFlush);
        arguments.add("joining=" + joining);
        arguments.add("common-beginning=" + commonBeginning);
        arguments.add("composed-append=" + composedAppend);
        return arguments;
    }

    /** The reverse of {@link #arguments()}. */
    static NodeOptions parse(List<String> arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> peers = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("\"" + argument + "\" is not name=value");
            }
            String name = argument.substring(0, equals);
            String value = argument.substring(equals + 1);
            if (name.startsWith("peer.")) {
                peers.put(name.substring("peer.".length()), value);
            } else {
                values.put(name, value);
            }
        }
        String proxy = values.get("proxy-port");
        return new NodeOptions(
                given(values, "name"),
                given(values, "listen"),
                Integer.parseInt(given(values, "peer-port")),
                Integer.parseInt(given(values, "client-port")),
                peers,
                Path.of(given(values, "data")),
                proxy == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(proxy)),
                Duration.ofMillis(Long.parseLong(given(values, "heartbeat-ms"))),
                Duration.ofMillis(Long.parseLong(given(values, "election-timeout-ms"))),
                Long.parseLong(given(values, "snapshot-threshold")),
                given(values, "read"),
                Boolean.parseBoolean(given(values, "pre-vote")),
                Boolean.parseBoolean(given(values, "unsafe-flush")),
                Boolean.parseBoolean(given(values, "joining")),
                Boolean.parseBoolean(given(values, "common-beginning")),
                Boolean.parseBoolean(given(values, "composed-append")));
    }

    private static String given(Map<String, String> values, String name) {
        return Objects.requireNonNull(values.get(name), () -> "argument " + name + "= is missing");
    }
}
