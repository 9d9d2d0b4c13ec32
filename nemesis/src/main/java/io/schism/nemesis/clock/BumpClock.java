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
import java.util.Random;

/**
 * Sets the wall clock of nodes forward or back at once, by one drawn amount. Parameter {@code offset}: {@code 5s}, {@code -300ms}.
 *
 * <h2>Phases</h2>
 * The clock jumps; held; it jumps back.
 *
 * <h2>Failure modes</h2>
 * A program that asks the kernel directly does not see it. A node that restarts gets it again.
 */
record BumpClock(List<Node> nodes, Duration offset, Targets targets, ClockHolds clocks) implements Fault {
    static FaultVariant variant() {
        return ClockFaults.variant(
                        "bump",
                        "sets the wall clock forward or back",
                        Profile.CALM,
                        Victims.aims(Profile.STORM),
                        ClockHolds::refusal,
                        BumpClock::create)
                .withParameters(List.of("offset"));
    }

    private static BumpClock create(PlannedFault planned, Targets targets, Random random) {
        return new BumpClock(
                Victims.draw(planned.aim(Aim.ONE), targets, random),
                planned.duration("offset", ClockFaults.drawnOffset(random)),
                targets,
                targets.clocks().orElseThrow());
    }

    @Override
    public String name() {
        return "clock of " + Victims.names(nodes) + " set by " + offset.toMillis() + " ms";
    }

    @Override
    public Impact impact() {
        return Impact.on(nodes);
    }

    @Override
    public Healing inject() {
        PerNode<ClockHolds.Hold> held = PerNode.of(nodes, node -> clocks.hold(node, new Skew(offset, 0), Skew.NONE));
        ClockReadings readings = ClockReadings.of("clock", nodes, targets.processes());
        return Healing.of(
                () -> readings.prove(node -> held.on(node).wallSeen(), node -> offset.dividedBy(2)), held::close);
    }
}
