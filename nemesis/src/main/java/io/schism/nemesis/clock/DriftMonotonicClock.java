package io.schism.nemesis.clock;

import io.schism.nemesis.Fault;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.PerNode;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.family.Victims;
import io.schism.nemesis.hold.ClockHolds;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.ClockControl.Skew;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Lets the monotonic clock of nodes run too fast or too slow, by which they measure their time-outs and leases. Parameter {@code drift} as
 * for the wall clock.
 *
 * <h2>Phases</h2>
 * The clock begins to run away; held; it jumps back. A monotonic clock that jumps back is part of the fault: it shows at the heal.
 *
 * <h2>Failure modes</h2>
 * Refused where the system waits on absolute times of this clock, as a JVM does: its sleeps would be distorted without any clock being
 * wrong.
 */
record DriftMonotonicClock(List<Node> nodes, double drift, Targets targets, ClockHolds clocks) implements Fault {
    static FaultVariant variant() {
        return ClockFaults.variant(
                        "monotonic-drift",
                        "lets the monotonic clock run too fast or too slow",
                        Profile.NIGHTLY,
                        Victims.aims(Profile.STORM),
                        ClockHolds::monotonicRefusal,
                        DriftMonotonicClock::create)
                .withParameters(List.of("drift"));
    }

    private static DriftMonotonicClock create(PlannedFault planned, Targets targets, Random random) {
        return new DriftMonotonicClock(
                Victims.draw(planned.aim(Aim.ONE), targets, random),
                planned.number("drift", ClockFaults.drawnDrift(random)),
                targets,
                targets.clocks().orElseThrow());
    }

    @Override
    public String name() {
        return String.format(
                Locale.ROOT, "monotonic clock of %s runs %.2f times as fast", Victims.names(nodes), 1 + drift);
    }

    @Override
    public Impact impact() {
        return Impact.on(nodes);
    }

    @Override
    public Healing inject() {
        PerNode<ClockHolds.Hold> held =
                PerNode.of(nodes, node -> clocks.hold(node, Skew.NONE, new Skew(Duration.ZERO, drift)));
        ClockReadings readings = ClockReadings.of("monotonic clock", nodes, targets.processes());
        return Healing.of(
                () -> readings.prove(node -> held.on(node).monotonicSeen(), node -> Duration.ZERO), held::close);
    }
}
