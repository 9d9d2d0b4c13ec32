package io.schism.nemesis.simulated;

import io.schism.nemesis.target.ClockControl;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Clocks that depart as they are told, one skew a node. */
public final class SimulatedClocks implements ClockControl {
    private final Map<Node, Skewed> skews = new ConcurrentHashMap<>();
    private Optional<String> monotonicRefusal = Optional.empty();

    /** Refuses to touch monotonic clocks from now on. */
    public void refuseMonotonic(String why) {
        monotonicRefusal = Optional.of(why);
    }

    @Override
    public Optional<String> refusal() {
        return Optional.empty();
    }

    @Override
    public Optional<String> monotonicRefusal() {
        return monotonicRefusal;
    }

    @Override
    public void skew(Node node, Skew wall, Skew monotonic) {
        skews.put(node, new Skewed(wall, monotonic, System.nanoTime()));
    }

    @Override
    public void reset(Node node) {
        skews.remove(node);
    }

    @Override
    public Duration offset(Node node) {
        Skewed skewed = skews.get(node);
        return skewed == null ? Duration.ZERO : ahead(skewed.wall(), skewed.since());
    }

    @Override
    public Duration monotonicOffset(Node node) {
        Skewed skewed = skews.get(node);
        return skewed == null ? Duration.ZERO : ahead(skewed.monotonic(), skewed.since());
    }

    /** Whether every clock shows the true time. */
    public boolean allTrue() {
        return skews.isEmpty();
    }

    private static Duration ahead(Skew skew, long since) {
        return skew.offset().plusNanos(Math.round((System.nanoTime() - since) * skew.drift()));
    }

    private record Skewed(Skew wall, Skew monotonic, long since) {}
}
