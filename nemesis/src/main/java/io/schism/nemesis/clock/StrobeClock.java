package io.schism.nemesis.clock;

import io.schism.nemesis.Fault;
import io.schism.nemesis.Healing;
import io.schism.nemesis.Impact;
import io.schism.nemesis.Proof;
import io.schism.nemesis.Recurring;
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
 * Lets the wall clock of nodes jump back and forth between the true time and another. Parameters {@code offset}, drawn as for a bump, and
 * {@code period}: how long each lasts, 250 ms unless told; each jump stops the process for some 50 ms, so much shorter is a pause.
 *
 * <h2>Phases</h2>
 * Jump, jump back, jump … from the first moment; ends at the true time.
 *
 * <h2>Failure modes</h2>
 * A jump that cannot be made ends the strobe and is reported.
 */
record StrobeClock(List<Node> nodes, Duration offset, Duration period, Targets targets, ClockHolds clocks)
        implements Fault {
    static FaultVariant variant() {
        return ClockFaults.variant(
                        "strobe",
                        "lets the wall clock jump back and forth",
                        Profile.NIGHTLY,
                        Victims.aims(Profile.STORM),
                        ClockHolds::refusal,
                        StrobeClock::create)
                .withParameters(List.of("offset", "period"));
    }

    private static StrobeClock create(PlannedFault planned, Targets targets, Random random) {
        return new StrobeClock(
                Victims.draw(planned.aim(Aim.ONE), targets, random),
                planned.duration("offset", ClockFaults.drawnOffset(random)),
                planned.duration("period", Duration.ofMillis(250)),
                targets,
                targets.clocks().orElseThrow());
    }

    StrobeClock {
        if (period.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("period (" + period + ") must be 1ms or more");
        }
    }

    @Override
    public String name() {
        return "clock of " + Victims.names(nodes) + " strobes by " + offset.toMillis() + " ms";
    }

    @Override
    public Impact impact() {
        return Impact.on(nodes);
    }

    @Override
    public Healing inject() {
        PerNode<ClockHolds.Hold> held = PerNode.of(nodes, node -> clocks.hold(node, new Skew(offset, 0), Skew.NONE));
        ClockReadings readings = ClockReadings.flickering("clock", nodes, targets.processes());
        Recurring strobe = Recurring.start(name(), period, round -> {
            // The first round comes at once; the jump that inject made must last a period.
            if (round > 0) {
                Skew next = round % 2 == 0 ? new Skew(offset, 0) : Skew.NONE;
                nodes.forEach(node -> held.on(node).change(next));
            }
            return true;
        });
        return Healing.of(() -> proof(readings, held, strobe), () -> {
            strobe.close();
            held.close();
        });
    }

    private Proof proof(ClockReadings readings, PerNode<ClockHolds.Hold> held, Recurring strobe) {
        Proof seen = readings.prove(node -> held.on(node).wallSeen(), node -> offset.dividedBy(2));
        return new Proof(
                seen.happened() && strobe.failure().isEmpty(),
                seen.sentence() + " at its worst of " + strobe.rounds() + " jumps"
                        + strobe.failure()
                                .map(failure -> "; then " + failure.getMessage())
                                .orElse(""),
                seen.measures());
    }
}
