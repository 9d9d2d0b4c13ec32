package io.schism.nemesis.simulated;

import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Links over which every running node sends a heartbeat to every other, and the clients to every node, whenever somebody looks. */
public final class SimulatedNetwork implements NetworkControl {
    private static final int HEARTBEAT_BYTES = 100;

    private final List<Node> nodes;
    private final SimulatedProcesses processes;
    private final List<Imposition> impositions = new CopyOnWriteArrayList<>();
    private final List<String> history = new CopyOnWriteArrayList<>();
    private Set<String> refused = Set.of();

    SimulatedNetwork(List<Node> nodes, SimulatedProcesses processes) {
        this.nodes = nodes;
        this.processes = processes;
    }

    /** Refuses impairments of these kinds from now on. */
    public void refuse(Set<String> kinds) {
        refused = kinds;
    }

    @Override
    public Optional<String> refusal(Impairment impairment) {
        return refused.contains(impairment.kind())
                ? Optional.of("this network has no " + impairment.kind() + "; take --env docker")
                : Optional.empty();
    }

    @Override
    public Imposed impose(Impairment impairment, Collection<Link> links) {
        Imposition imposition = new Imposition(impairment, Set.copyOf(links));
        impositions.add(imposition);
        history.add(impairment.kind());
        return imposition;
    }

    /** Whether a message passes now. */
    public boolean passes(Link link) {
        return impositions.stream()
                .noneMatch(imposition -> imposition.impairment() instanceof Impairment.Drop
                        && imposition.links().contains(link));
    }

    /** What is on a link now. */
    public List<Impairment> on(Link link) {
        return impositions.stream()
                .filter(imposition -> imposition.links().contains(link))
                .map(Imposition::impairment)
                .toList();
    }

    /** Whether nothing is imposed. */
    public boolean clean() {
        return impositions.isEmpty();
    }

    /** The kinds of all impairments there ever were, in order. */
    public List<String> history() {
        return List.copyOf(history);
    }

    private void heartbeat() {
        List<Link> spoken = new ArrayList<>();
        for (Node from : nodes) {
            if (processes.state(from) == State.RUNNING) {
                nodes.stream().filter(to -> !to.equals(from)).forEach(to -> spoken.add(new Link(from, to)));
            }
            spoken.add(new Link(Node.CLIENTS, from));
        }
        for (Imposition imposition : impositions) {
            long hit = spoken.stream().filter(imposition.links()::contains).count();
            imposition.affectedBytes().addAndGet(hit * HEARTBEAT_BYTES);
        }
    }

    private final class Imposition implements Imposed {
        private final Impairment impairment;
        private final Set<Link> links;
        private final AtomicLong affected = new AtomicLong();

        Imposition(Impairment impairment, Set<Link> links) {
            this.impairment = impairment;
            this.links = links;
        }

        Impairment impairment() {
            return impairment;
        }

        Set<Link> links() {
            return links;
        }

        AtomicLong affectedBytes() {
            return affected;
        }

        @Override
        public long affected() {
            heartbeat();
            return affected.get();
        }

        @Override
        public String unit() {
            return "bytes";
        }

        @Override
        public void close() {
            impositions.remove(this);
        }
    }
}
