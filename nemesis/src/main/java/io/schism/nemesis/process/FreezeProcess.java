package io.schism.nemesis.process;

import io.schism.nemesis.Fault;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.PerNode;
import io.schism.nemesis.family.Readings;
import io.schism.nemesis.family.Readings.Reading;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.hold.ProcessHolds;
import io.schism.nemesis.hold.ProcessHolds.Hold;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.target.FreezeControl;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.util.List;

/**
 * Freezes nodes with the kernel's freezer: what a stalled virtual machine looks like from outside. Unlike a stopped process a frozen one
 * does not even take a signal.
 *
 * <h2>Phases</h2>
 * Frozen; held; thawed when no other fault demands it frozen.
 *
 * <h2>Failure modes</h2>
 * A node that another fault kills meanwhile is thawed so that it can die, and frozen again when it comes back.
 */
record FreezeProcess(List<Node> nodes, ProcessHolds processes) implements Fault {
    static FaultFamily family() {
        return new FaultFamily(
                "freeze",
                Victims.variants(
                        "freezes (cgroup)",
                        Nature.LASTING,
                        targets -> Targets.refusal(targets.freezer(), "a freezer", FreezeControl::refusal),
                        (planned, targets, random) -> new FreezeProcess(
                                Victims.draw(Aim.parse(planned.variant()), targets, random), targets.processes())));
    }

    @Override
    public String name() {
        return "freeze " + Victims.names(nodes);
    }

    @Override
    public Impact impact() {
        return Impact.down(nodes);
    }

    @Override
    public Healing inject() {
        PerNode<Hold> held = PerNode.of(nodes, processes::freeze);
        return Healing.of(() -> Readings.of(nodes, node -> processes.settled(node, () -> read(node))), held::close);
    }

    private Reading read(Node node) {
        if (processes.frozen(node)) {
            return new Reading(true, node + " is frozen", "frozen");
        }
        return processes.state(node) == State.DEAD
                ? new Reading(true, node + " is dead by another fault", "dead")
                : new Reading(false, node + " is not frozen", "running");
    }
}
