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
 * @param rest how long a process keeps quiet after its node did not serve it; else those of a dead node, which answers at once, would use up
 *     nearly the whole rate while the others wait for an election
 */
public record EngineOptions(int concurrency, long seed, Duration callLimit, Duration drainLimit, Duration rest) {
    public EngineOptions {
        Objects.requireNonNull(callLimit, "callLimit");
        Objects.requireNonNull(drainLimit, "drainLimit");
        Objects.requireNonNull(rest, "rest");
        if (concurrency <= 0) {
            throw new IllegalArgumentException("concurrency (" + concurrency + ") must be positive");
        }
        if (callLimit.isNegative() || callLimit.isZero()) {
            throw new IllegalArgumentException("callLimit (" + callLimit + ") must be positive");
        }
        if (drainLimit.isNegative()) {
            throw new IllegalArgumentException("drainLimit (" + drainLimit + ") must not be negative");
        }
        if (rest.isNegative()) {
            throw new IllegalArgumentException("rest (" + rest + ") must not be negative");
        }
    }

    /** Calls are given up after 10 s, and after 2 s once stopped; a refused process keeps quiet for 50 ms. */
    public static EngineOptions of(int concurrency, long seed) {
        return new EngineOptions(
                concurrency, seed, Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofMillis(50));
    }

    /** The same with another limit of a call. */
    public EngineOptions withCallLimit(Duration limit) {
        return new EngineOptions(concurrency, seed, limit, drainLimit, rest);
    }

    /** The same with another limit after a stop. */
    public EngineOptions withDrainLimit(Duration limit) {
        return new EngineOptions(concurrency, seed, callLimit, limit, rest);
    }

    /** The same with another rest after a refusal. */
    public EngineOptions withRest(Duration duration) {
        return new EngineOptions(concurrency, seed, callLimit, drainLimit, duration);
    }
}
