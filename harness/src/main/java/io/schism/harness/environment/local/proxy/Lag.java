package io.schism.harness.environment.local.proxy;

import io.schism.nemesis.target.Impairment;
import java.util.random.RandomGenerator;

/**
 * Draws the delays of one link: uniform within the jitter, each leaning on the one before by the correlation, as a first-order
 * autoregression. Never negative. Used on the loop only.
 */
final class Lag {
    private final Impairment.Delay delay;
    private final RandomGenerator random;
    private double deviation;

    Lag(Impairment.Delay delay, RandomGenerator random) {
        this.delay = delay;
        this.random = random;
        this.deviation = random.nextDouble(-1, 1);
    }

    long nextNanos() {
        double fresh = random.nextDouble(-1, 1);
        deviation = delay.correlation() * deviation + (1 - delay.correlation()) * fresh;
        return Math.max(
                0,
                Math.round(delay.delay().toNanos() + deviation * delay.jitter().toNanos()));
    }
}
