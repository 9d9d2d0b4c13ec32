package io.schism.nemesis.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.nemesis.catalogue.FaultCatalogue;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.schedule.Plan;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.schedule.Schedule;
import io.schism.nemesis.schedule.ScheduleOptions;
import io.schism.nemesis.simulated.SimulatedCluster;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything at once, at a hundred times the usual pace: whatever overlaps, all of it is undone and all problems are told. */
@Timeout(120)
class StormTest {
    private final SimulatedCluster cluster = new SimulatedCluster(5);
    private final List<FaultEvent> events = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void endsInAHealthyClusterWithEveryFaultProved(long seed) {
        Nemesis nemesis = storm(seed, false);

        assertThat(nemesis.await(Duration.ofSeconds(100))).isTrue();

        assertThat(nemesis.summary().problems()).as("seed " + seed).isEmpty();
        assertThat(nemesis.summary().proved())
                .isGreaterThan(10)
                .isEqualTo(nemesis.summary().begun());
        assertThat(nemesis.summary().healed()).isEqualTo(nemesis.summary().begun());
        assertThat(cluster.healthy()).as("seed " + seed).isTrue();
        assertThat(cluster.disks().mostDamaged()).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void endsInAHealthyClusterWhenItIsStoppedInTheMidst(long seed) {
        Nemesis nemesis = storm(seed, true);
        long deadline = System.nanoTime() + Duration.ofSeconds(100).toNanos();
        while (nemesis.summary().begun() < 10) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }

        nemesis.stop();

        assertThat(nemesis.summary().healed()).isEqualTo(nemesis.summary().begun());
        assertThat(cluster.healthy()).as("seed " + seed).isTrue();
    }

    private Nemesis storm(long seed, boolean keepQuorum) {
        FaultCatalogue catalogue = FaultCatalogue.standard();
        Targets targets = cluster.allTargets();
        ScheduleOptions options = ScheduleOptions.builder(Profile.STORM)
                .timeLimit(Duration.ofSeconds(3))
                .interval(Duration.ofMillis(40))
                .hold(Duration.ofMillis(10), Duration.ofMillis(150))
                .quietBefore(Duration.ZERO)
                .quietAfter(Duration.ZERO)
                .keepQuorum(keepQuorum)
                .build();
        Plan plan = Schedule.plan(
                catalogue
                        .offer(catalogue.parse("all"), targets, Profile.STORM, keepQuorum)
                        .repertoire(),
                options,
                seed);
        long start = System.nanoTime();
        Nemesis nemesis = new Nemesis(
                catalogue, targets, NemesisOptions.ofDefaults(), () -> System.nanoTime() - start, events::add);
        nemesis.start(plan);
        return nemesis;
    }
}
