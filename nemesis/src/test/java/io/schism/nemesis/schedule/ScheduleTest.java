package io.schism.nemesis.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final Repertoire THREE = new Repertoire(List.of(
            family("partition", "halves", "leader", "one"),
            family("kill", "one", "leader"),
            new Repertoire.Family(
                    "clock", List.of(new Repertoire.Variant("bump", true, List.of(Aim.ONE, Aim.LEADER))))));

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -7, Long.MAX_VALUE})
    void equalSeedsGiveEqualPlans(long seed) {
        Plan plan = Schedule.plan(THREE, ScheduleOptions.ofDefaults(), seed);

        assertThat(plan.faults()).isNotEmpty();
        assertThat(Schedule.plan(THREE, ScheduleOptions.ofDefaults(), seed)).isEqualTo(plan);
    }

    @Test
    void aSeedKeepsItsPlanFromOneVersionToTheNext() {
        Plan plan = Schedule.plan(THREE, ScheduleOptions.ofDefaults(), 42);

        assertThat(plan.faults().stream().map(PlannedFault::label).toList())
                .containsExactly("clock:bump", "partition:one", "kill:one", "partition:leader");
        assertThat(plan.faults().get(0).seed()).isEqualTo(-5843495416241995736L);
    }

    @Test
    void otherSeedsGiveOtherPlans() {
        assertThat(Schedule.plan(THREE, ScheduleOptions.ofDefaults(), 1))
                .isNotEqualTo(Schedule.plan(THREE, ScheduleOptions.ofDefaults(), 2));
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void everyFamilyComesAndNothingLeavesTheRun(Profile profile) {
        for (long seed = 0; seed < 200; seed++) {
            ScheduleOptions options = ScheduleOptions.builder(profile)
                    .timeLimit(Duration.ofSeconds(60))
                    .build();

            Plan plan = Schedule.plan(THREE, options, seed);

            Map<String, Long> counts =
                    plan.faults().stream().collect(Collectors.groupingBy(PlannedFault::fault, Collectors.counting()));
            assertThat(counts.keySet()).as("seed " + seed).containsExactlyInAnyOrder("partition", "kill", "clock");
            assertThat(plan.end()).isLessThanOrEqualTo(Duration.ofSeconds(55));
            assertThat(plan.faults().get(0).at()).isEqualTo(Duration.ofSeconds(3));
            assertThat(plan.faults())
                    .allSatisfy(fault -> assertThat(fault.hold()).isLessThanOrEqualTo(options.longestHold()));
        }
    }

    @Test
    void faultsFollowEachOtherWhenOverlapsAreOff() {
        ScheduleOptions options = ScheduleOptions.builder(Profile.STORM)
                .timeLimit(Duration.ofMinutes(3))
                .overlaps(false)
                .build();

        List<PlannedFault> faults = Schedule.plan(THREE, options, 9).faults();

        for (int i = 1; i < faults.size(); i++) {
            assertThat(faults.get(i).at()).isGreaterThan(faults.get(i - 1).end());
        }
    }

    @Test
    void faultsOverlapInAStorm() {
        ScheduleOptions options = ScheduleOptions.builder(Profile.STORM).build();

        List<PlannedFault> faults = Schedule.plan(THREE, options, 9).faults();

        assertThat(faults)
                .anyMatch(one -> faults.stream()
                        .anyMatch(other ->
                                other.at().compareTo(one.at()) > 0 && other.at().compareTo(one.end()) < 0));
    }

    @Test
    void writesIntoThePlanWhomToHitAndToSpareTheQuorum() {
        ScheduleOptions options = ScheduleOptions.builder().keepQuorum(true).build();

        Plan plan = Schedule.plan(THREE, options, 3);

        assertThat(plan.faults()).allMatch(PlannedFault::keepsQuorum);
        assertThat(plan.faults())
                .filteredOn(fault -> fault.fault().equals("clock"))
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.aim(Aim.ALL)).isIn(Aim.ONE, Aim.LEADER))
                .allSatisfy(fault -> assertThat(fault.hold()).isZero());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 8})
    void aShortRunHasOneFaultAtLeast(int seconds) {
        ScheduleOptions options =
                ScheduleOptions.builder().timeLimit(Duration.ofSeconds(seconds)).build();

        Plan plan = Schedule.plan(THREE, options, 5);

        assertThat(plan.faults()).isNotEmpty();
        assertThat(plan.end()).isLessThan(Duration.ofSeconds(seconds));
    }

    @Test
    void nothingToChooseFromIsAnEmptyPlan() {
        assertThat(Schedule.plan(new Repertoire(List.of()), ScheduleOptions.ofDefaults(), 1))
                .isEqualTo(Plan.NONE);
    }

    private static Repertoire.Family family(String name, String... variants) {
        return new Repertoire.Family(
                name,
                List.of(variants).stream()
                        .map(variant -> new Repertoire.Variant(variant, false, List.of()))
                        .toList());
    }
}
