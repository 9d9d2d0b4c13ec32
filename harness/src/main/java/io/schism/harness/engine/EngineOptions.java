package io.schism.harness.engine;

import java.time.Duration;
import java.util.Objects;

/**
 * How the engine drives. Immutable.
 *
 * @param concurrency processes at a time
 * @param seed where the choice of processes and all chance of the generators come from
 * @param callLimit after this long a client call that has not returned is given up as {@code info}; must be longer than the deadline that
 *     the client itself keeps, which tells more
 * @param drainLimit after {@link Engine#stop}, how long open calls may still take
 */
public record EngineOptions(int concurrency, long seed, Duration callLimit, Duration drainLimit) {
    public EngineOptions {
        Objects.requireNonNull(callLimit, "callLimit");
        Objects.requireNonNull(drainLimit, "drainLimit");
        if (concurrency <= 0) {
            throw new IllegalArgumentException("concurrency (" + concurrency + ") must be positive");
        }
        if (callLimit.isNegative() || callLimit.isZero()) {
            throw new IllegalArgumentException("callLimit (" + callLimit + ") must be positive");
        }
        if (drainLimit.isNegative()) {
            throw new IllegalArgumentException("drainLimit (" + drainLimit + ") must not be negative");
        }
    }

    /** Calls are given up after 10 s, and after 2 s once stopped. */
    public static EngineOptions of(int concurrency, long seed) {
        return new EngineOptions(concurrency, seed, Duration.ofSeconds(10), Duration.ofSeconds(2));
    }

    /** The same with another limit of a call. */
    public EngineOptions withCallLimit(Duration limit) {
        return new EngineOptions(concurrency, seed, limit, drainLimit);
    }

    /** The same with another limit after a stop. */
    public EngineOptions withDrainLimit(Duration limit) {
        return new EngineOptions(concurrency, seed, callLimit, limit);
    }
}
