package io.schism.harness.system.etcd;

import io.schism.nemesis.target.Node;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What was decided about single members since the cluster began, and so about how they are started. Safe for several threads. */
final class EtcdRoster {
    private final Map<Node, EtcdRelease> releases = new ConcurrentHashMap<>();
    private final Map<Node, Supplier<String>> joining = new ConcurrentHashMap<>();
    private volatile EtcdRelease standard;

    EtcdRoster(EtcdRelease standard) {
        this.standard = standard;
    }

    /** What a node runs from its next start on. */
    EtcdRelease release(Node node) {
        return releases.getOrDefault(node, standard);
    }

    void install(Node node, EtcdRelease release) {
        releases.put(node, release);
    }

    /** What nodes run that nobody decided about. */
    void standard(EtcdRelease release) {
        standard = release;
    }

    /**
     * From now on the node joins a cluster that is there instead of founding one.
     *
     * @param initialCluster all members with their addresses as of the start, itself included: etcd compares them with the members it finds
     */
    void join(Node node, Supplier<String> initialCluster) {
        joining.put(node, initialCluster);
    }

    /** The node founds its cluster together with the others. */
    void found(Node node) {
        joining.remove(node);
    }

    /** The members that a node joins, when it is one that joins. */
    Optional<String> joined(Node node) {
        return Optional.ofNullable(joining.get(node)).map(Supplier::get);
    }
}
