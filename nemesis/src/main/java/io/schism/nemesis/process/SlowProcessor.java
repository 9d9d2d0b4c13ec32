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
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.target.CpuControl;
import io.schism.nemesis.target.CpuControl.Limited;
import io.schism.nemesis.target.Node;
import java.util.List;
import java.util.Locale;

/**
 * Gives nodes a small share of a core: everything they do is late and nothing fails. Parameter {@code cores}, 0.05 unless told.
 *
 * <h2>Phases</h2>
 * Limited; held; the limit is lifted.
 *
 * <h2>Failure modes</h2>
 * An idle node is never held back: no proof.
 */
record SlowProcessor(List<Node> nodes, double cores, CpuControl cpu, ProcessHolds processes) implements Fault {
    static FaultFamily family() {
        return new FaultFamily(
                "slow",
                Victims.variants(
                                "gives 5 % of a core to",
                                Nature.LASTING,
                                targets -> Targets.refusal(
                                        targets.cpu(), "control of processor time", CpuControl::refusal),
                                (planned, targets, random) -> new SlowProcessor(
                                        Victims.draw(Aim.parse(planned.variant()), targets, random),
                                        planned.number("cores", 0.05),
                                        targets.cpu().orElseThrow(),
                                        targets.processes()))
                        .stream()
                        .map(variant -> variant.withParameters(List.of("cores")))
                        .toList());
    }

    SlowProcessor {
        if (!(cores > 0)) {
            throw new IllegalArgumentException("cores (" + cores + ") must be more than 0; 0.05 is a twentieth of one");
        }
    }

    @Override
    public String name() {
        return String.format(Locale.ROOT, "slow %s to %.2f cores", Victims.names(nodes), cores);
    }

    @Override
    public Impact impact() {
        return Impact.on(nodes);
    }

    @Override
    public Healing inject() {
        PerNode<Limited> limits = PerNode.of(nodes, node -> cpu.limit(node, cores));
        return Healing.of(
                () -> Readings.ofRunning(
                        nodes, processes, node -> read(node, limits.on(node).throttled())),
                limits::close);
    }

    private static Reading read(Node node, long throttled) {
        return new Reading(throttled > 0, node + " was held back " + throttled + " times", throttled);
    }
}
