package io.schism.nemesis.run;

import java.time.Duration;
import java.util.Objects;

/**
 * How patient the nemesis is. Defaults: 30 s to inject, 5 s to measure, 30 s for one attempt at healing, attempts for a minute, 3 s of
 * longer hold for a fault that shows no effect yet. Immutable.
 *
 * @param injectLimit how long choosing whom to hit, and injecting, may take each
 * @param proveLimit how long one measurement may take
 * @param healLimit how long one attempt at healing may take
 * @param healPatience for how long healing is tried again; what needs a quorum may have to wait for other faults to end
 * @param proofPatience how much longer than planned a fault is held that shows no effect yet
 */
public record NemesisOptions(
        Duration injectLimit, Duration proveLimit, Duration healLimit, Duration healPatience, Duration proofPatience) {
    public NemesisOptions {
        Objects.requireNonNull(injectLimit, "injectLimit");
        Objects.requireNonNull(proveLimit, "proveLimit");
        Objects.requireNonNull(healLimit, "healLimit");
        Objects.requireNonNull(healPatience, "healPatience");
        Objects.requireNonNull(proofPatience, "proofPatience");
    }

    public static NemesisOptions ofDefaults() {
        return new NemesisOptions(
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(3));
    }

    /** The longest that a fault in force may take until it is healed, once it is told to end. */
    Duration end() {
        return injectLimit.plus(proveLimit.multipliedBy(2)).plus(healPatience).plus(healLimit.multipliedBy(2));
    }
}
