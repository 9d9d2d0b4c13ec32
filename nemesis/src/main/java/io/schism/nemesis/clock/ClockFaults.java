package io.schism.nemesis.clock;

import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.hold.ClockHolds;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.schedule.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** The family of clock faults. */
public final class ClockFaults {
    private static final double SMALLEST_EXPONENT = 6;
    private static final double LARGEST_EXPONENT = 31;

    private ClockFaults() {}

    /** In the order in which they are shown. */
    public static List<FaultFamily> families() {
        return List.of(new FaultFamily(
                "clock",
                List.of(
                        BumpClock.variant(),
                        StrobeClock.variant(),
                        DriftClock.variant(),
                        ScrambleClocks.variant(),
                        DriftMonotonicClock.variant())));
    }

    static FaultVariant variant(
            String name,
            String summary,
            Profile profile,
            List<Aim> aims,
            Function<ClockHolds, Optional<String>> refusal,
            FaultVariant.Factory factory) {
        return new FaultVariant(
                name,
                summary,
                profile,
                Nature.LASTING,
                Optional.empty(),
                aims,
                targets -> Targets.refusal(targets.clocks(), "control of clocks", refusal),
                factory);
    }

    /** Either way by 1.5 to some power between 6 and 31 milliseconds: 11 ms to 288 s, small ones as likely as large ones (Jepsen's). */
    static Duration drawnOffset(Random random) {
        double exponent = SMALLEST_EXPONENT + random.nextDouble() * (LARGEST_EXPONENT - SMALLEST_EXPONENT);
        Duration size = Duration.ofMillis(Math.round(Math.pow(1.5, exponent)));
        return random.nextBoolean() ? size : size.negated();
    }

    /** Up to four times too fast, or down to a fifth of the true pace, and never so little that a second would not show it. */
    static double drawnDrift(Random random) {
        return random.nextBoolean() ? 0.2 + 2.8 * random.nextDouble() : -0.2 - 0.6 * random.nextDouble();
    }
}
