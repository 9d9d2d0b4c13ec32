package io.schism.nemesis.process;

import io.schism.nemesis.Fault;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.PerNode;
import io.schism.nemesis.family.Readings;
import io.schism.nemesis.family.Readings.Reading;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.hold.ProcessHolds;
import io.schism.nemesis.hold.ProcessHolds.Hold;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Stops nodes with SIGSTOP: they keep connections, memory and, if they lead, the belief that they do.
 *
 * <h2>Phases</h2>
 * SIGSTOP, stopped; held; SIGCONT when no other fault demands it stopped or dead.
 *
 * <h2>Failure modes</h2>
 * A node that another fault kills meanwhile is dead, not paused: it takes no step either, which the evidence says. When that kill heals
 * first the node starts and is paused again at once.
 */
record PauseProcess(List<Node> nodes, ProcessHolds processes) implements Fault {
    static FaultFamily family() {
        return new FaultFamily(
                "pause",
                Victims.variants(
                        "SIGSTOP",
                        Nature.LASTING,
                        targets -> Optional.empty(),
                        (planned, targets, random) -> new PauseProcess(
                                Victims.draw(Aim.parse(planned.variant()), targets, random), targets.processes())));
    }

    @Override
    public String name() {
        return "pause " + Victims.names(nodes);
    }

    @Override
    public Impact impact() {
        return Impact.down(nodes);
    }

    @Override
    public Healing inject() {
        PerNode<Hold> held = PerNode.of(nodes, processes::pause);
        return Healing.of(() -> Readings.of(nodes, node -> processes.settled(node, () -> read(node))), held::close);
    }

    private Reading read(Node node) {
        State state = processes.state(node);
        if (processes.frozen(node)) {
            return new Reading(true, node + " is frozen by another fault", "frozen");
        }
        return new Reading(state != State.RUNNING, node + " is " + word(state), word(state));
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
