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
 * Asks nodes to end with SIGTERM, so that they shut down in order, and starts them again on their old data.
 *
 * <h2>Phases</h2>
 * SIGTERM, gone (SIGKILL when it does not go); held dead against every other fault; started again when no other fault demands it dead.
 *
 * <h2>Failure modes</h2>
 * As for kill. A node that hands leadership over before it ends shows no outage; that is the difference to look for.
 */
record TerminateProcess(List<Node> nodes, ProcessHolds processes) implements Fault {
    static FaultFamily family() {
        return new FaultFamily(
                "terminate",
                Victims.variants(
                        "SIGTERM",
                        Nature.LASTING,
                        targets -> Optional.empty(),
                        (planned, targets, random) -> new TerminateProcess(
                                Victims.draw(Aim.parse(planned.variant()), targets, random), targets.processes())));
    }

    @Override
    public String name() {
        return "terminate " + Victims.names(nodes);
    }

    @Override
    public Impact impact() {
        return Impact.down(nodes);
    }

    @Override
    public Healing inject() {
        Death death = Death.of(nodes, processes);
        PerNode<Hold> held = PerNode.of(nodes, processes::terminate);
        return Healing.of(() -> Readings.of(nodes, death::read), held::close);
    }
}
