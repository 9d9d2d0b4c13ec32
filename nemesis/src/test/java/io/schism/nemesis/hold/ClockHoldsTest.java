package io.schism.nemesis.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.schism.nemesis.simulated.SimulatedCluster;
import io.schism.nemesis.target.ClockControl;
import io.schism.nemesis.target.ClockControl.Skew;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClockHoldsTest {
    private final SimulatedCluster cluster = new SimulatedCluster(3);
    private final Node node = cluster.node(1);
    private final AtomicLong now = new AtomicLong();
    private final Recording clocks = new Recording();
    private final ProcessHolds processes = new ProcessHolds(cluster.processes(), Optional.empty());
    private final ClockHolds holds = new ClockHolds(clocks, processes, now::get);

    @Test
    void addsUpWhatFaultsDoToOneClock() {
        ClockHolds.Hold ahead = holds.hold(node, skew(5, 0), Skew.NONE);
        ClockHolds.Hold behind = holds.hold(node, skew(-2, 0), Skew.NONE);

        assertThat(clocks.offset(node)).isEqualTo(Duration.ofSeconds(3));
        ahead.close();
        assertThat(clocks.offset(node)).isEqualTo(Duration.ofSeconds(-2));
        behind.close();
        assertThat(clocks.skews).isEmpty();
    }

    @Test
    void keepsWhatADriftHasGainedWhenAnotherFaultComesAndTakesItBackWhenItGoes() {
        ClockHolds.Hold drift = holds.hold(node, skew(0, 0.5), Skew.NONE);
        pass(10);
        ClockHolds.Hold bump = holds.hold(node, skew(60, 0), Skew.NONE);
        pass(10);

        assertThat(seconds(clocks.offset(node))).isCloseTo(70, within(0.001));
        assertThat(seconds(drift.wallSeen())).isCloseTo(10, within(0.001));
        assertThat(seconds(bump.wallSeen())).isCloseTo(60, within(0.001));
        drift.close();
        assertThat(seconds(clocks.offset(node))).isCloseTo(60, within(0.001));
        bump.close();
        assertThat(clocks.skews).isEmpty();
    }

    @Test
    void drivesTheMonotonicClockApartFromTheWallClock() {
        ClockHolds.Hold slow = holds.hold(node, Skew.NONE, skew(0, -0.5));
        holds.hold(node, skew(7, 0), Skew.NONE);
        pass(4);

        assertThat(seconds(slow.monotonicSeen())).isCloseTo(-2, within(0.001));
        assertThat(seconds(clocks.offset(node))).isCloseTo(7, within(0.001));
    }

    @Test
    void aStrobeChangesItsOwnShareAlone() {
        holds.hold(node, skew(1, 0), Skew.NONE);
        ClockHolds.Hold strobe = holds.hold(node, skew(10, 0), Skew.NONE);

        strobe.change(Skew.NONE);

        assertThat(clocks.offset(node)).isEqualTo(Duration.ofSeconds(1));
        strobe.close();
        strobe.change(skew(10, 0));
        assertThat(clocks.offset(node)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void doesNotWakeAPausedNode() {
        ProcessHolds.Hold pause = processes.pause(node);

        ClockHolds.Hold bump = holds.hold(node, skew(5, 0), Skew.NONE);

        assertThat(processes.state(node)).isEqualTo(State.PAUSED);
        bump.close();
        assertThat(processes.state(node)).isEqualTo(State.PAUSED);
        pause.close();
    }

    @Test
    void closingTwiceTakesOneShareBack() {
        ClockHolds.Hold first = holds.hold(node, skew(5, 0), Skew.NONE);
        holds.hold(node, skew(5, 0), Skew.NONE);

        first.close();
        first.close();

        assertThat(clocks.offset(node)).isEqualTo(Duration.ofSeconds(5));
    }

    private void pass(long seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private static Skew skew(long seconds, double drift) {
        return new Skew(Duration.ofSeconds(seconds), drift);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** Clocks on the test's time, which stop and continue the process for every change as the real ones do. */
    private final class Recording implements ClockControl {
        private final Map<Node, Skewed> skews = new ConcurrentHashMap<>();

        @Override
        public Optional<String> refusal() {
            return Optional.empty();
        }

        @Override
        public Optional<String> monotonicRefusal() {
            return Optional.empty();
        }

        @Override
        public void skew(Node which, Skew wall, Skew monotonic) {
            stopAndContinue(which);
            skews.put(which, new Skewed(wall, monotonic, now.get()));
        }

        @Override
        public void reset(Node which) {
            stopAndContinue(which);
            skews.remove(which);
        }

        @Override
        public Duration offset(Node which) {
            Skewed skewed = skews.get(which);
            return skewed == null ? Duration.ZERO : ahead(skewed.wall(), skewed.since());
        }

        @Override
        public Duration monotonicOffset(Node which) {
            Skewed skewed = skews.get(which);
            return skewed == null ? Duration.ZERO : ahead(skewed.monotonic(), skewed.since());
        }

        private void stopAndContinue(Node which) {
            cluster.processes().pause(which);
            cluster.processes().resume(which);
        }

        private Duration ahead(Skew skew, long since) {
            return skew.offset().plusNanos(Math.round((now.get() - since) * skew.drift()));
        }
    }

    private record Skewed(Skew wall, Skew monotonic, long since) {}
}
