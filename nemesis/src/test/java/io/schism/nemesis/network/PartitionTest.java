package io.schism.nemesis.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.nemesis.Fault;
import io.schism.nemesis.Healing;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.simulated.SimulatedCluster;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartitionTest {
    private final SimulatedCluster cluster = new SimulatedCluster(5);

    @ParameterizedTest
    @EnumSource(Shape.class)
    void holdsTrafficAndLetsItGoAgain(Shape shape) {
        Fault fault = fault(shape, cluster);

        Healing healing = fault.inject();

        assertThat(fault.impact().cut()).noneMatch(cluster.network()::passes);
        assertThat(healing.prove().happened()).as(healing.prove().sentence()).isTrue();
        healing.close();
        assertThat(fault.impact().cut()).allMatch(cluster.network()::passes);
        assertThat(cluster.healthy()).isTrue();
    }

    @Test
    void leavesAnOverlappingPartitionInForce() {
        Healing first = fault(Shape.HALVES, cluster).inject();
        Healing second = fault(Shape.LEADER, cluster).inject();
        Link both = new Link(cluster.node(1), cluster.node(3));

        first.close();

        assertThat(cluster.network().passes(both)).isFalse();
        second.close();
        assertThat(cluster.network().passes(both)).isTrue();
    }

    @Test
    void isNotProvedWhenNobodySpeaks() {
        cluster.nodes().forEach(cluster.processes()::kill);

        Healing healing = fault(Shape.HALVES, cluster).inject();

        assertThat(healing.prove().happened()).isFalse();
        assertThat(healing.prove().sentence()).isEqualTo("0 bytes held on 12 links");
    }

    @Test
    void cutsTheLeaderOfTheMoment() {
        cluster.lead(cluster.node(4));

        assertThat(fault(Shape.LEADER, cluster).impact().targets()).containsExactly(cluster.node(4));
        assertThat(fault(Shape.MAJORITYS_LEADER, cluster).impact().targets())
                .hasSize(2)
                .contains(cluster.node(4));
    }

    @Test
    void aBridgeOrAStarIsAboutAFollowerSoThatTheLeaderIsCutFromSomebody() {
        for (int leader = 1; leader <= 5; leader++) {
            Node leading = cluster.node(leader);
            cluster.lead(leading);
            for (Shape shape : List.of(Shape.BRIDGE, Shape.STAR)) {
                assertThat(fault(shape, cluster).impact().cut())
                        .anyMatch(
                                link -> link.from().equals(leading) || link.to().equals(leading));
            }
        }
    }

    @Test
    void isRefusedWithOneNodeAndWhereNothingCanBeDropped() {
        FaultVariant halves = Partition.family().variant("halves").orElseThrow();
        cluster.network().refuse(Set.of("drop"));

        assertThat(halves.refusal().apply(new SimulatedCluster(1).targets()))
                .contains("partition:halves needs at least 2 nodes and the cluster has 1; take --nodes 3");
        assertThat(halves.refusal().apply(cluster.targets())).contains("this network has no drop; take --env docker");
        assertThat(halves.refusal().apply(new SimulatedCluster(2).targets())).isEmpty();
    }

    private static Fault fault(Shape shape, SimulatedCluster cluster) {
        PlannedFault planned =
                new PlannedFault(1, Duration.ZERO, Duration.ZERO, "partition", shape.word(), 11, Map.of());
        return Partition.family()
                .variant(shape.word())
                .orElseThrow()
                .factory()
                .create(planned, cluster.targets(), new Random(planned.seed()));
    }
}
