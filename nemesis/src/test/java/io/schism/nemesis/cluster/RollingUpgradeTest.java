package io.schism.nemesis.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.nemesis.Healing;
import io.schism.nemesis.NotNowException;
import io.schism.nemesis.simulated.SimulatedCluster;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RollingUpgradeTest {
    private static final Duration NEVER = Duration.ofHours(1);

    private final SimulatedCluster cluster = new SimulatedCluster(3);

    @Test
    void isLeftOutWhileAnotherRollsAndIsHadAgainAfterIt() {
        Healing first = upgrade().inject();

        assertThatThrownBy(() -> upgrade().inject())
                .isInstanceOf(NotNowException.class)
                .hasMessage("another rolling upgrade is under way");

        first.close();
        for (Node node : cluster.nodes()) {
            assertThat(cluster.operator().version(node))
                    .hasValue(cluster.operator().newVersion());
        }
        Healing second = upgrade().inject();
        second.close();
        assertThat(second.prove().happened()).isTrue();
    }

    private RollingUpgrade upgrade() {
        return new RollingUpgrade(List.copyOf(cluster.nodes()), NEVER, cluster.allTargets(), cluster.operator());
    }
}
