package io.schism.nemesis.simulated;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.AdminControl;
import io.schism.nemesis.target.MembershipControl;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import io.schism.nemesis.target.SnapshotControl;
import io.schism.nemesis.target.UpgradeControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Membership, administration and versions; nothing is agreed to without a majority of members that run. */
public final class SimulatedOperator implements MembershipControl, AdminControl, UpgradeControl, SnapshotControl {
    private final SimulatedCluster cluster;
    private final List<Node> members;
    private final List<Node> grown = new ArrayList<>();
    private final Map<Node, String> versions = new ConcurrentHashMap<>();
    private final AtomicLong writes = new AtomicLong();
    private volatile boolean committed;

    SimulatedOperator(SimulatedCluster cluster) {
        this.cluster = cluster;
        this.members = new ArrayList<>(cluster.nodes());
    }

    @Override
    public Optional<String> refusal() {
        return Optional.empty();
    }

    @Override
    public Optional<String> growRefusal() {
        return Optional.empty();
    }

    @Override
    public synchronized List<Node> members() {
        agreed();
        return List.copyOf(members);
    }

    @Override
    public synchronized Map<Node, List<Node>> views() {
        return members.stream()
                .filter(this::running)
                .collect(Collectors.toMap(node -> node, node -> List.copyOf(members)));
    }

    synchronized boolean member(Node node) {
        return members.contains(node);
    }

    @Override
    public synchronized void remove(Node node) {
        agreed();
        if (!members.remove(node)) {
            throw new FaultException(node + " is no member");
        }
    }

    @Override
    public synchronized long discard(Node node) {
        if (members.contains(node)) {
            throw new FaultException(node + " was not removed");
        }
        if (cluster.processes().state(node) != State.DEAD) {
            throw new FaultException(node + " must be dead for that");
        }
        cluster.disks().forget(node);
        return 1 << 20;
    }

    @Override
    public synchronized long readmit(Node node) {
        agreed();
        long bytes = discard(node);
        members.add(node);
        return bytes;
    }

    @Override
    public synchronized Node grow() {
        agreed();
        Node node = new Node("n" + (members.size() + grown.size() + 1) + "x");
        grown.add(node);
        members.add(node);
        return node;
    }

    @Override
    public synchronized void dismiss(Node node) {
        members.remove(node);
        grown.remove(node);
    }

    @Override
    public Optional<String> refusal(Action action) {
        return Optional.empty();
    }

    @Override
    public Optional<String> transferRefusal() {
        return Optional.empty();
    }

    @Override
    public String perform(Action action, Node node) {
        return "did " + action.word();
    }

    @Override
    public synchronized void transferLeadership(Node to) {
        agreed();
        cluster.lead(to);
    }

    @Override
    public String oldVersion() {
        return "3.4.23";
    }

    @Override
    public String newVersion() {
        return "3.5.16";
    }

    @Override
    public Optional<String> version(Node node) {
        return cluster.processes().state(node) == State.RUNNING
                ? Optional.of(versions.getOrDefault(node, oldVersion()))
                : Optional.empty();
    }

    @Override
    public void install(Node node, String version) {
        if (cluster.processes().state(node) != State.DEAD) {
            throw new FaultException(node + " must be dead for that");
        }
        versions.put(node, version);
    }

    @Override
    public void commit() {
        committed = true;
    }

    @Override
    public boolean committed() {
        return committed;
    }

    /** Clients write meanwhile. */
    @Override
    public long position() {
        return writes.getAndAdd(10);
    }

    @Override
    public Saved save() {
        long position = position();
        return new Saved() {
            @Override
            public long position() {
                return position;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void putBack(Saved saved, Node dead) {
        if (cluster.processes().state(dead) != State.DEAD) {
            throw new FaultException(dead + " must be dead for that");
        }
        writes.set(saved.position());
    }

    /** Whether the members are those of the beginning. */
    public synchronized boolean original() {
        return members.stream().sorted().toList().equals(cluster.nodes());
    }

    private boolean running(Node node) {
        return grown.contains(node) || cluster.processes().state(node) == State.RUNNING;
    }

    private void agreed() {
        long running = members.stream().filter(this::running).count();
        if (running <= members.size() / 2) {
            throw new FaultException("no quorum: " + running + " of " + members.size() + " members run");
        }
    }
}
