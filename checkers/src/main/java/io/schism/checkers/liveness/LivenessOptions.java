package io.schism.checkers.liveness;

import java.time.Duration;

/**
 * When silence is too long. Defaults: 10 s without a success, 15 s of grace after a healing, clients that pause for less than 5 s. Immutable.
 *
 * @param longest the longest time without a success that is allowed while nothing is broken
 * @param grace time after each healing that is still counted as broken: elections, reconnections and back-offs take it
 * @param idle a pause of the clients as long as this is no silence of the system: nobody asked
 */
public record LivenessOptions(Duration longest, Duration grace, Duration idle) {
    public LivenessOptions {
        for (Duration duration : new Duration[] {longest, idle}) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("duration (" + duration + ") must be positive");
            }
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace (" + grace + ") must not be negative");
        }
    }

    /** 10 s, 15 s, 5 s. */
    public static LivenessOptions ofDefaults() {
        return new LivenessOptions(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(5));
    }
}
