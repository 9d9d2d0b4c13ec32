package io.schism.nemesis.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.nemesis.Healing;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.hold.ProcessHolds.Hold;
import io.schism.nemesis.simulated.SimulatedCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RollingRestartTest {
    private final SimulatedCluster cluster = new SimulatedCluster(3);
    private final Targets targets = cluster.allTargets();

    @Test
    void passesOverANodeThatAnotherFaultHoldsDown() {
        try (Hold dead = targets.processes().kill(cluster.node(1))) {
            assertThat(dead).isNotNull();
            try (Healing rolling =
                    new RollingRestart(List.copyOf(cluster.nodes()), Duration.ofMillis(1), targets).inject()) {
                while (!rolling.prove().sentence().startsWith("2 of 3")) {
                    Thread.onSpinWait(); // until the time of the test is over
                }
                assertThat(rolling.prove().happened()).isTrue();
            }
        }
        assertThat(cluster.healthy()).isTrue();
    }
}
