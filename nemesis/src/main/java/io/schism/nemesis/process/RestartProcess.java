package io.schism.nemesis.process;

import io.schism.nemesis.Fault;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.PerNode;
import io.schism.nemesis.family.Readings;
import io.schism.nemesis.family.Readings.Reading;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.hold.ProcessHolds;
import io.schism.nemesis.hold.ProcessHolds.Hold;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.target.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kills nodes, all of them before the first is started again, and starts them at once.
 *
 * <h2>Phases</h2>
 * SIGKILL of each; start of each. Nothing is held and nothing is left to heal.
 *
 * <h2>Failure modes</h2>
 * A node that another fault holds dead stays dead, and paused one is paused again with its new pid; the evidence says so.
 */
record RestartProcess(List<Node> nodes, ProcessHolds processes) implements Fault {
    static FaultFamily family() {
        List<FaultVariant> variants = new ArrayList<>(Victims.variants(
                "kills and starts at once",
                Nature.MOMENTARY,
                targets -> Optional.empty(),
                (planned, targets, random) -> new RestartProcess(
                        Victims.draw(Aim.parse(planned.variant()), targets, random), targets.processes())));
        variants.add(RollingRestart.variant());
        return new FaultFamily("restart", variants);
    }

    @Override
    public String name() {
        return "restart " + Victims.names(nodes);
    }

    @Override
    public Impact impact() {
        return Impact.down(nodes);
    }

    @Override
    public Healing inject() {
        Map<Node, Optional<Long>> before = new HashMap<>();
        nodes.forEach(node -> before.put(node, processes.pid(node)));
        PerNode<Hold> held = PerNode.of(nodes, processes::kill);
        held.close();
        // Closing again starts what did not start; a node that runs it leaves alone.
        return Healing.of(
                () -> Readings.of(nodes, node -> read(node, before)), () -> nodes.forEach(processes::restore));
    }

    private Reading read(Node node, Map<Node, Optional<Long>> before) {
        Optional<Long> old = before.getOrDefault(node, Optional.empty());
        Optional<Long> now = processes.pid(node);
        if (now.isEmpty()) {
            return processes.heldDead(node)
                    ? new Reading(true, node + " is held dead by another fault", "dead")
                    : new Reading(false, node + " did not come back", "dead");
        }
        return new Reading(
                !now.equals(old),
                node + " was pid " + old.map(String::valueOf).orElse("none") + " and is " + now.get(),
                now.get());
    }
}
