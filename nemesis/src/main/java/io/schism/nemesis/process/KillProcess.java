package io.schism.nemesis.process;

import io.schism.nemesis.Fault;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.PerNode;
import io.schism.nemesis.family.Readings;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.hold.ProcessHolds;
import io.schism.nemesis.hold.ProcessHolds.Hold;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.target.Node;
import java.util.List;
import java.util.Optional;

/**
 * Kills nodes with SIGKILL and starts them again on their old data.
 *
 * <h2>Phases</h2>
 * SIGKILL, gone; held dead against every other fault; started again when no other fault demands it dead.
 *
 * <h2>Failure modes</h2>
 * A process that does not go, or does not start again: reported. One that comes back by itself while held is no proof.
 */
record KillProcess(List<Node> nodes, ProcessHolds processes) implements Fault {
    static FaultFamily family() {
        return new FaultFamily(
                "kill",
                Victims.variants(
                        "SIGKILL",
                        Nature.LASTING,
                        targets -> Optional.empty(),
                        (planned, targets, random) -> new KillProcess(
                                Victims.draw(Aim.parse(planned.variant()), targets, random), targets.processes())));
    }

    @Override
    public String name() {
        return "kill " + Victims.names(nodes);
    }

    @Override
    public Impact impact() {
        return Impact.down(nodes);
    }

    @Override
    public Healing inject() {
        Death death = Death.of(nodes, processes);
        PerNode<Hold> held = PerNode.of(nodes, processes::kill);
        return Healing.of(() -> Readings.of(nodes, death::read), held::close);
    }
}
