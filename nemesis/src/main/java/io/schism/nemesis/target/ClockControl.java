package io.schism.nemesis.target;

import java.time.Duration;
import java.util.Optional;

/** Gives a node a clock of its own. Nothing but that node's clock moves. Safe for several threads. */
public interface ClockControl {
    /** Why clocks cannot be changed here and how to mend that, or empty when they can. Asked before the run begins. */
    Optional<String> refusal();

    /** Why the monotonic clock of this system should not be changed, or empty when it may. */
    Optional<String> monotonicRefusal();

    /**
     * Sets the skew of a node's clocks, in place of any skew it had; applied again when the node restarts.
     */
    void skew(Node node, Skew wall, Skew monotonic);

    /** Gives the node the true time back. */
    void reset(Node node);

    /** How far the node's wall clock is from the harness' own, read back from the node; positive when it is ahead. */
    Duration offset(Node node);

    /** How far the node's monotonic clock is from the kernel's own, read back from the node; positive when it is ahead. */
    Duration monotonicOffset(Node node);

    /**
     * How a clock departs from the true one: {@code t' = t + offset + (t - now) * drift}.
     *
     * @param offset added at once
     * @param drift seconds gained a second from now on; 0 keeps pace, 3 runs four times as fast, -0.5 half as fast
     */
    record Skew(Duration offset, double drift) {
        /** True time. */
        public static final Skew NONE = new Skew(Duration.ZERO, 0);
    }
}
