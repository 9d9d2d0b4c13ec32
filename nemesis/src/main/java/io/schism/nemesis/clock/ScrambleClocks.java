package io.schism.nemesis.clock;

import io.schism.nemesis.Fault;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.PerNode;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.hold.ClockHolds;
import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.ClockControl.Skew;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Sets the wall clocks of all nodes, each to a time of its own, within {@code within} of the true one, a minute unless told.
 *
 * <h2>Phases</h2>
 * Every clock jumps elsewhere; held; all jump back.
 *
 * <h2>Failure modes</h2>
 * As for a bump.
 */
record ScrambleClocks(Map<Node, Duration> offsets, Targets targets, ClockHolds clocks) implements Fault {
    static FaultVariant variant() {
        return ClockFaults.variant(
                        "scramble",
                        "sets every wall clock to a time of its own",
                        Profile.NIGHTLY,
                        List.of(),
                        ClockHolds::refusal,
                        ScrambleClocks::create)
                .withParameters(List.of("within"));
    }

    private static ScrambleClocks create(PlannedFault planned, Targets targets, Random random) {
        long within = planned.duration("within", Duration.ofMinutes(1)).toMillis();
        Map<Node, Duration> offsets = new LinkedHashMap<>();
        for (Node node : targets.nodes()) {
            long size = 20 + Math.round(random.nextDouble() * Math.max(0, within - 20));
            offsets.put(node, Duration.ofMillis(random.nextBoolean() ? size : -size));
        }
        return new ScrambleClocks(offsets, targets, targets.clocks().orElseThrow());
    }

    @Override
    public String name() {
        return "clocks of " + Victims.names(nodes()) + " scrambled";
    }

    @Override
    public Impact impact() {
        return Impact.on(nodes());
    }

    @Override
    public Healing inject() {
        PerNode<ClockHolds.Hold> held =
                PerNode.of(nodes(), node -> clocks.hold(node, new Skew(offset(node), 0), Skew.NONE));
        ClockReadings readings = ClockReadings.of("clock", nodes(), targets.processes());
        return Healing.of(
                () -> readings.prove(
                        node -> held.on(node).wallSeen(), node -> offset(node).dividedBy(2)),
                held::close);
    }

    private List<Node> nodes() {
        return List.copyOf(offsets.keySet());
    }

    private Duration offset(Node node) {
        return offsets.getOrDefault(node, Duration.ZERO);
    }
}
