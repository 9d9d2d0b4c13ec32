package io.schism.nemesis.simulated;

import io.schism.nemesis.family.Targets;
import io.schism.nemesis.target.ClusterView;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Nodes n1, n2, … with everything a fault can ask for. The first that runs leads, unless somebody was made leader and runs. */
public final class SimulatedCluster implements ClusterView {
    private final List<Node> nodes;
    private final SimulatedProcesses processes;
    private final SimulatedNetwork network;
    private final SimulatedFreezer freezer = new SimulatedFreezer();
    private final SimulatedClocks clocks = new SimulatedClocks();
    private final SimulatedResources resources;
    private final SimulatedDisks disks;
    private final SimulatedOperator operator;
    private volatile Node leader;
    private volatile Optional<String> lost = Optional.empty();

    public SimulatedCluster(int size) {
        nodes = IntStream.rangeClosed(1, size).mapToObj(i -> new Node("n" + i)).toList();
        leader = nodes.get(0);
        processes = new SimulatedProcesses(nodes);
        network = new SimulatedNetwork(nodes, processes);
        resources = new SimulatedResources(processes);
        disks = new SimulatedDisks(processes);
        operator = new SimulatedOperator(this);
    }

    @Override
    public List<Node> nodes() {
        return nodes;
    }

    @Override
    public Optional<Node> leader() {
        if (runs(leader)) {
            return Optional.of(leader);
        }
        return nodes.stream().filter(this::runs).findFirst();
    }

    @Override
    public Optional<Boolean> healthy(Node node) {
        return Optional.of(runs(node) && operator.member(node) && !disks.damaged(node));
    }

    @Override
    public Optional<String> lost() {
        return lost;
    }

    /** From now on the whole cluster is gone for good. */
    public void lose(String why) {
        lost = Optional.of(why);
    }

    public void lead(Node node) {
        leader = node;
    }

    /** n1 is {@code node(1)}. */
    public Node node(int number) {
        return nodes.get(number - 1);
    }

    public SimulatedProcesses processes() {
        return processes;
    }

    public SimulatedNetwork network() {
        return network;
    }

    public SimulatedClocks clocks() {
        return clocks;
    }

    public SimulatedDisks disks() {
        return disks;
    }

    public SimulatedOperator operator() {
        return operator;
    }

    /** The targets with nothing but processes and network. */
    public Targets targets() {
        return Targets.builder(this, processes, network).build();
    }

    /** The targets with every port there is. */
    public Targets allTargets() {
        return Targets.builder(this, processes, network)
                .freezer(freezer)
                .clocks(clocks)
                .cpu(resources.cpu())
                .memory(resources.memory())
                .disks(disks)
                .membership(operator)
                .admin(operator)
                .upgrades(operator)
                .snapshots(operator)
                .build();
    }

    /** Whether nothing at all is wrong with any node, link, clock, disk or the membership. */
    public boolean healthy() {
        return network.clean()
                && clocks.allTrue()
                && resources.free()
                && disks.sound()
                && operator.original()
                && nodes.stream().allMatch(node -> runs(node) && !freezer.frozen(node));
    }

    private boolean runs(Node node) {
        return processes.state(node) == State.RUNNING;
    }
}
