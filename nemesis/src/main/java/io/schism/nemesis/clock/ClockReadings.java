package io.schism.nemesis.clock;

import io.schism.nemesis.Proof;
import io.schism.nemesis.family.Readings;
import io.schism.nemesis.family.Readings.Reading;
import io.schism.nemesis.hold.ProcessHolds;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the clocks of the nodes said when they were read back. A node that another fault has killed meanwhile has no clock; what it said
 * before counts then. Used by one thread.
 */
final class ClockReadings {
    /** Readings are made of two clocks one after the other; below this they could be the time between the two. */
    private static final Duration SMALLEST = Duration.ofMillis(5);

    private final String which;
    private final List<Node> nodes;
    private final ProcessHolds processes;
    private final Map<Node, Duration> seen = new LinkedHashMap<>();

    /** Readings of the {@code "clock"} or {@code "monotonic clock"} of these nodes. */
    ClockReadings(String which, List<Node> nodes, ProcessHolds processes) {
        this.which = which;
        this.nodes = nodes;
        this.processes = processes;
    }

    /**
     * Reads every clock.
     *
     * @param share how far the node's clock, read back, is ahead by this fault
     * @param least how far, either way, it must be at least to show the fault
     */
    Proof prove(Function<Node, Duration> share, Function<Node, Duration> least) {
        return Readings.ofRunning(
                nodes, processes, node -> read(node, share, least.apply(node).abs()));
    }

    private Reading read(Node node, Function<Node, Duration> share, Duration least) {
        if (processes.state(node) != State.DEAD) {
            // The largest one counts: a strobe is sometimes on and sometimes off.
            seen.merge(node, share.apply(node), (old, young) -> young.abs().compareTo(old.abs()) > 0 ? young : old);
        }
        Duration ahead = seen.getOrDefault(node, Duration.ZERO);
        return new Reading(
                ahead.abs().compareTo(SMALLEST) >= 0 && ahead.abs().compareTo(least) >= 0,
                which + " of " + node + " is " + ahead.abs().toMillis() + " ms "
                        + (ahead.isNegative() ? "behind" : "ahead"),
                ahead.toNanos());
    }
}
