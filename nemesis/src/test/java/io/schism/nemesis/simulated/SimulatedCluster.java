package io.schism.nemesis.simulated;

import io.schism.nemesis.family.Targets;
import io.schism.nemesis.target.ClusterView;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Nodes n1, n2, … with processes and links; n1 leads until somebody else is made leader. */
public final class SimulatedCluster implements ClusterView {
    private final List<Node> nodes;
    private final SimulatedProcesses processes;
    private final SimulatedNetwork network;
    private volatile Optional<Node> leader;

    public SimulatedCluster(int size) {
        nodes = IntStream.rangeClosed(1, size).mapToObj(i -> new Node("n" + i)).toList();
        processes = new SimulatedProcesses(nodes);
        network = new SimulatedNetwork(nodes, processes);
        leader = Optional.of(nodes.get(0));
    }

    @Override
    public List<Node> nodes() {
        return nodes;
    }

    @Override
    public Optional<Node> leader() {
        return leader;
    }

    public void lead(Node node) {
        leader = Optional.of(node);
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

    /** The targets with nothing but processes and network. */
    public Targets targets() {
        return Targets.builder(this, processes, network).build();
    }

    /** Whether every process runs and no link is impaired. */
    public boolean healthy() {
        return network.clean() && nodes.stream().allMatch(node -> processes.state(node) == State.RUNNING);
    }
}
