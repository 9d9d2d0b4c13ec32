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

    /** What all nodes run from their next start on, those that come later included; whatever was decided about single ones is over. */
    void standard(EtcdRelease release) {
        standard = release;
        releases.clear();
    }

    /**
     * From now on the node joins a cluster that is there instead of founding one.
     *
     * @param initialCluster all members with their addresses as of the start, itself included: etcd compares them with the members it finds
     */
    void join(Node node, Supplier<String> initialCluster) {
        joining.put(node, initialCluster);
    }

    /** The node has founded a cluster together with the others: its data says so. */
    void founded(Node node) {
        joining.remove(node);
    }

    /** The members that a node joins, when it is one that joins. */
    Optional<String> joined(Node node) {
        return Optional.ofNullable(joining.get(node)).map(Supplier::get);
    }

    /** The node that came later is no more; nothing that was decided about it holds. */
    void forget(Node node) {
        joining.remove(node);
        releases.remove(node);
    }
}
