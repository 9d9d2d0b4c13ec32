package io.schism.harness.environment.docker;

import io.schism.harness.environment.docker.pod.Pod;
import io.schism.nemesis.target.FreezeControl;
import io.schism.nemesis.target.Node;
import java.util.Optional;
import java.util.function.Function;

/** Freezes nodes' containers. A clock fault freezes a node for a moment too, so both take the node's lock. */
final class ContainerFreezing implements FreezeControl {
    private final Freezer freezer;
    private final Function<Node, Pod> pods;
    private final ContainerProcesses processes;
    private final Optional<String> refusal;

    ContainerFreezing(
            Freezer freezer, Function<Node, Pod> pods, ContainerProcesses processes, Optional<String> refusal) {
        this.freezer = freezer;
        this.pods = pods;
        this.processes = processes;
        this.refusal = refusal;
    }

    @Override
    public Optional<String> refusal() {
        return refusal;
    }

    @Override
    public void freeze(Node node) {
        processes.undisturbed(node, () -> freezer.freeze(pods.apply(node).container()));
    }

    @Override
    public void thaw(Node node) {
        processes.undisturbed(node, () -> freezer.thaw(pods.apply(node).container()));
    }

    @Override
    public boolean frozen(Node node) {
        boolean[] frozen = {false};
        processes.undisturbed(
                node, () -> frozen[0] = freezer.frozen(pods.apply(node).container()));
        return frozen[0];
    }
}
