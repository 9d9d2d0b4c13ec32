package io.schism.nemesis.hold;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.Uninterrupted;
import io.schism.nemesis.target.ClockControl;
import io.schism.nemesis.target.ClockControl.Skew;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Adds up what overlapping faults do to a node's clocks; the port below knows one skew a node. What a drift has gained so far is kept
 * when another fault comes or goes, and its own share is taken back when it goes. Safe for several threads.
 *
 * <p>A clock is changed while its process stands still, which would wake a process that a fault holds paused: so it is done under the
 * node's lock in {@link ProcessHolds}, which puts that right.
 */
public final class ClockHolds {
    private final ClockControl clocks;
    private final ProcessHolds processes;
    private final LongSupplier nanos;
    private final Map<Node, List<Hold>> holds = new ConcurrentHashMap<>();

    /** A book over the clocks; {@code nanos} counts true nanoseconds from anywhere. */
    public ClockHolds(ClockControl clocks, ProcessHolds processes, LongSupplier nanos) {
        this.clocks = clocks;
        this.processes = processes;
        this.nanos = nanos;
    }

    /** Why clocks cannot be changed here and how to mend that, or empty when they can. */
    public Optional<String> refusal() {
        return clocks.refusal();
    }

    /** Why the monotonic clock of this system should not be changed, or empty when it may. */
    public Optional<String> monotonicRefusal() {
        return clocks.refusal().or(clocks::monotonicRefusal);
    }

    /** Skews the node's clocks, on top of what others do to them, until the answer is closed. */
    public Hold hold(Node node, Skew wall, Skew monotonic) {
        Hold hold = new Hold(node, wall, monotonic);
        processes.undisturbed(node, () -> {
            List<Hold> all = holds.computeIfAbsent(node, ignored -> new CopyOnWriteArrayList<>());
            all.add(hold);
            try {
                apply(node, all);
            } catch (RuntimeException e) {
                all.remove(hold);
                FaultException.undo(e, () -> Uninterrupted.run(() -> apply(node, all)));
                throw e;
            }
        });
        return hold;
    }

    private void apply(Node node, List<Hold> all) {
        if (all.isEmpty()) {
            clocks.reset(node);
            return;
        }
        long now = nanos.getAsLong();
        clocks.skew(
                node,
                sum(all.stream().map(hold -> hold.wallAt(now)).toList()),
                sum(all.stream().map(hold -> hold.monotonicAt(now)).toList()));
    }

    private static Skew sum(List<Skew> skews) {
        Duration offset = Duration.ZERO;
        double drift = 0;
        for (Skew skew : skews) {
            offset = offset.plus(skew.offset());
            drift += skew.drift();
        }
        return new Skew(offset, drift);
    }

    private static Skew grown(Skew skew, long elapsed) {
        return new Skew(skew.offset().plusNanos(Math.round(elapsed * skew.drift())), skew.drift());
    }

    /** One fault's share in the skew of one node. */
    public final class Hold implements AutoCloseable {
        private final Node node;
        private final Skew monotonic;
        private final long begun = nanos.getAsLong();
        private volatile Skew wall;
        private volatile long since = nanos.getAsLong();

        private Hold(Node node, Skew wall, Skew monotonic) {
            this.node = node;
            this.wall = wall;
            this.monotonic = monotonic;
        }

        /** Another skew of the wall clock instead of the one so far. */
        public void change(Skew skew) {
            processes.undisturbed(node, () -> {
                wall = skew;
                since = nanos.getAsLong();
                List<Hold> all = holds.getOrDefault(node, List.of());
                if (all.contains(this)) {
                    apply(node, all);
                }
            });
        }

        /** How far the wall clock should be ahead now by this share alone. */
        public Duration wallShare() {
            return wallAt(nanos.getAsLong()).offset();
        }

        /** How far the monotonic clock should be ahead now by this share alone. */
        public Duration monotonicShare() {
            return monotonicAt(nanos.getAsLong()).offset();
        }

        /** How far the node's wall clock, read back, is ahead beyond what the other shares account for. */
        public Duration wallSeen() {
            return clocks.offset(node)
                    .minus(others().map(hold -> hold.wallShare()).reduce(Duration.ZERO, Duration::plus));
        }

        /** How far the node's monotonic clock, read back, is ahead beyond what the other shares account for. */
        public Duration monotonicSeen() {
            return clocks.monotonicOffset(node)
                    .minus(others().map(hold -> hold.monotonicShare()).reduce(Duration.ZERO, Duration::plus));
        }

        /** Takes this share away. Calling it again does nothing, unless it failed: then it tries again. */
        @Override
        public void close() {
            processes.undisturbed(node, () -> {
                List<Hold> all = holds.getOrDefault(node, List.of());
                if (!all.contains(this)) {
                    return;
                }
                List<Hold> left = new ArrayList<>(all);
                left.remove(this);
                apply(node, left);
                all.remove(this);
            });
        }

        private Stream<Hold> others() {
            return holds.getOrDefault(node, List.of()).stream().filter(hold -> hold != this);
        }

        private Skew wallAt(long now) {
            return grown(wall, now - since);
        }

        private Skew monotonicAt(long now) {
            return grown(monotonic, now - begun);
        }
    }
}
