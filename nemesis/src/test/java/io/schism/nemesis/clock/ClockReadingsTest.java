package io.schism.nemesis.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.nemesis.hold.ProcessHolds.Hold;
import io.schism.nemesis.simulated.SimulatedCluster;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockReadingsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SimulatedCluster cluster = new SimulatedCluster(3);
    private final Node node = cluster.node(1);
    private final List<Node> nodes = List.of(node);

    @Test
    void aClockThatIsRightAgainDisprovesALastingSkew() {
        ClockReadings readings =
                ClockReadings.of("clock", nodes, cluster.targets().processes());

        assertThat(seen(readings, SECOND)).isTrue();
        assertThat(seen(readings, Duration.ZERO)).isFalse();
    }

    @Test
    void whatAClockThatFlickersShowedOnceCounts() {
        ClockReadings readings =
                ClockReadings.flickering("clock", nodes, cluster.targets().processes());

        assertThat(seen(readings, SECOND)).isTrue();
        assertThat(seen(readings, Duration.ZERO)).isTrue();
    }

    @Test
    void whatANodeSaidBeforeItWasKilledCounts() {
        var processes = cluster.targets().processes();
        ClockReadings readings = ClockReadings.of("clock", nodes, processes);
        assertThat(seen(readings, SECOND)).isTrue();

        try (Hold dead = processes.kill(node)) {
            assertThat(dead).isNotNull();
            assertThat(seen(readings, Duration.ZERO)).isTrue();
        }
    }

    private static boolean seen(ClockReadings readings, Duration ahead) {
        return readings.prove(node -> ahead, node -> SECOND.dividedBy(2)).happened();
    }
}
