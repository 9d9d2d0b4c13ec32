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
 * Lets the wall clock of nodes run too fast or too slow. Parameter {@code drift}: seconds gained a second, 3 is four times as fast, -0.5
 * half as fast.
 *
 * <h2>Phases</h2>
 * The clock begins to run away; held; it jumps back to the true time.
 *
 * <h2>Failure modes</h2>
 * It takes some milliseconds until the drift can be told from the time a reading takes: proved a little later. After a restart of the
 * node the drift begins anew.
 */
record DriftClock(List<Node> nodes, double drift, Targets targets, ClockHolds clocks) implements Fault {
    static FaultVariant variant() {
        return ClockFaults.variant(
                        "drift",
                        "lets the wall clock run too fast or too slow",
                        Profile.NIGHTLY,
                        Victims.aims(Profile.STORM),
                        ClockHolds::refusal,
                        DriftClock::create)
                .withParameters(List.of("drift"));
    }

    private static DriftClock create(PlannedFault planned, Targets targets, Random random) {
        return new DriftClock(
                Victims.draw(planned.aim(Aim.ONE), targets, random),
                planned.number("drift", ClockFaults.drawnDrift(random)),
                targets,
                targets.clocks().orElseThrow());
    }

    @Override
    public String name() {
        return String.format(Locale.ROOT, "clock of %s runs %.2f times as fast", Victims.names(nodes), 1 + drift);
    }

    @Override
    public Impact impact() {
        return Impact.on(nodes);
    }

    @Override
    public Healing inject() {
        PerNode<ClockHolds.Hold> held =
                PerNode.of(nodes, node -> clocks.hold(node, new Skew(Duration.ZERO, drift), Skew.NONE));
        ClockReadings readings = ClockReadings.of("clock", nodes, targets.processes());
        return Healing.of(() -> readings.prove(node -> held.on(node).wallSeen(), node -> Duration.ZERO), held::close);
    }
}
