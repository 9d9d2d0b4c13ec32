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
    private final boolean flickers;
    private final Map<Node, Duration> seen = new LinkedHashMap<>();

    private ClockReadings(boolean flickers, String which, List<Node> nodes, ProcessHolds processes) {
        this.flickers = flickers;
        this.which = which;
        this.nodes = nodes;
        this.processes = processes;
    }

    /** Readings of the {@code "clock"} or {@code "monotonic clock"} of these nodes; each time what they say now. */
    static ClockReadings of(String which, List<Node> nodes, ProcessHolds processes) {
        return new ClockReadings(false, which, nodes, processes);
    }

    /** The same of clocks that are sometimes off and sometimes not; the largest reading counts. */
    static ClockReadings flickering(String which, List<Node> nodes, ProcessHolds processes) {
        return new ClockReadings(true, which, nodes, processes);
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
            seen.merge(
                    node,
                    share.apply(node),
                    (old, young) -> flickers && young.abs().compareTo(old.abs()) <= 0 ? old : young);
        }
        Duration ahead = seen.getOrDefault(node, Duration.ZERO);
        return new Reading(
                ahead.abs().compareTo(SMALLEST) >= 0 && ahead.abs().compareTo(least) >= 0,
                which + " of " + node + " is " + ahead.abs().toMillis() + " ms "
                        + (ahead.isNegative() ? "behind" : "ahead"),
                ahead.toNanos());
    }
}
