package io.schism.nemesis.run;

import java.time.Duration;

/**
 * How patient the nemesis is. Defaults: 30 s to inject, 5 s to measure, 30 s to heal, three attempts at healing, 3 s of longer hold for a
 * fault that shows no effect yet. Immutable.
 *
 * @param injectLimit how long choosing whom to hit, and injecting, may take each
 * @param proveLimit how long one measurement may take
 * @param healLimit how long one attempt at healing may take
 * @param healAttempts how often healing is tried
 * @param proofPatience how much longer than planned a fault is held that shows no effect yet
 */
public record NemesisOptions(
        Duration injectLimit, Duration proveLimit, Duration healLimit, int healAttempts, Duration proofPatience) {
    public NemesisOptions {
        if (healAttempts < 1) {
            throw new IllegalArgumentException("heal attempts (" + healAttempts + ") must be 1 or more");
        }
    }

    public static NemesisOptions ofDefaults() {
        return new NemesisOptions(
                Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(30), 3, Duration.ofSeconds(3));
    }
}
