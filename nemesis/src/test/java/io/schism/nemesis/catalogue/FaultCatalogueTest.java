package io.schism.nemesis.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.schedule.Plan;
import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.schedule.Repertoire;
import io.schism.nemesis.simulated.SimulatedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultCatalogueTest {
    private final FaultCatalogue catalogue = FaultCatalogue.standard();
    private final SimulatedCluster cluster = new SimulatedCluster(5);
    private final Targets targets = cluster.targets();

    @Test
    void readsAList() {
        FaultSelection selection = catalogue.parse("partition, kill:leader,pause");

        assertThat(selection.items())
                .extracting(FaultSelection.Item::toString)
                .containsExactly("partition", "kill:leader", "pause");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "kil; fault (kil) is not known; take none, all or some of partition, ",
                "partition:leeder; variant (leeder) of fault partition is not known; take one of halves, random-halves,",
                "kill,; faults (kill,) has an empty item; write none, all or a list such as partition,kill,pause",
                "none,kill; faults (none,kill) mixes none with others; it must stand alone",
                "kill,all; faults (kill,all) mixes all with others; only all,-damage and the like can be",
                "none,-kill; faults (none,-kill) mixes none with others; it must stand alone",
                "all,-kil; fault (kil) is not known; take none, all or some of partition, ",
                "kill@primary; target (primary) is not known; take one of one, follower, leader",
                "kill:one@leader; fault (kill:one@leader) says by its variant whom it hits; leave @leader out",
            })
    void saysWhatIsWrongWithAList(String list, String message) {
        assertThatThrownBy(() -> catalogue.parse(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void noneOffersNothing() {
        Offer offer = catalogue.offer(catalogue.parse("none"), targets, Profile.NIGHTLY, false);

        assertThat(offer.repertoire().isEmpty()).isTrue();
    }

    @Test
    void theProfileDecidesWhichVariantsCome() {
        assertThat(variants("kill", Profile.CALM, false)).containsExactly("one", "follower");
        assertThat(variants("kill", Profile.NIGHTLY, false)).containsExactly("one", "follower", "leader", "minority");
        assertThat(variants("kill", Profile.STORM, false)).hasSize(Aim.values().length);
        assertThat(variants("kill", Profile.STORM, true)).containsExactly("one", "follower", "leader", "minority");
        assertThat(variants("kill:all", Profile.CALM, false)).containsExactly("all");
    }

    @Test
    void targetsDecideWhomAFamilyHits() {
        FaultSelection selection = catalogue.parse("kill,partition").aimedAt(Set.of(Aim.LEADER, Aim.ALL));

        Offer offer = catalogue.offer(selection, targets, Profile.CALM, false);

        assertThat(names(offer, "kill")).containsExactly("leader", "all");
        assertThat(names(offer, "partition")).contains("one", "client-node");
    }

    @Test
    void refusesByNameWhatTheQuorumForbids() {
        assertThatThrownBy(() -> catalogue.offer(catalogue.parse("kill:majority"), targets, Profile.NIGHTLY, true))
                .hasMessage(
                        "fault (kill:majority) takes the quorum away and --keep-quorum forbids that; leave one of the two out");
    }

    @Test
    void refusesByNameWhatTheMachineCannotDo() {
        cluster.network().refuse(Set.of("drop"));

        assertThatThrownBy(() -> catalogue.offer(catalogue.parse("partition"), targets, Profile.NIGHTLY, false))
                .hasMessage("fault (partition) cannot be had here: this network has no drop; take --env docker");
        assertThatThrownBy(() -> catalogue.offer(catalogue.parse("partition:one"), targets, Profile.NIGHTLY, false))
                .hasMessage("fault (partition:one) cannot be had here: this network has no drop; take --env docker");
    }

    @Test
    void allCanLeaveFamiliesOut() {
        FaultSelection selection = catalogue.parse("all,-kill,-partition");

        assertThat(selection.everything()).isTrue();
        assertThat(selection.items())
                .extracting(FaultSelection.Item::fault)
                .contains("pause", "clock")
                .doesNotContain("kill", "partition");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "packet | delay | dealy | parameter (dealy) of fault 1, packet:delay, is not known; it takes delay, jitter, correlation, links, target, keepQuorum",
                "kill | one | target | parameter (target) of fault 1, kill:one, is not known; it takes keepQuorum",
                "clock | bump | offfset | parameter (offfset) of fault 1, clock:bump, is not known; it takes offset, target, keepQuorum",
                "disk | full | delay | parameter (delay) of fault 1, disk:full, is not known; it takes target, keepQuorum"
            })
    void refusesAParameterThatIsNotTheVariants(String fault, String variant, String parameter, String message) {
        assertThatThrownBy(() -> catalogue.check(plan(fault, variant, Map.of(parameter, "2s"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "packet, delay, jitter",
        "packet, reorder, probability",
        "packet, rate, bytesPerSecond",
        "reset, one, links",
        "flap, halves, period",
        "slow, leader, cores",
        "restart, rolling, gap",
        "upgrade, rolling, gap",
        "restore, snapshot, age",
        "clock, strobe, period",
        "clock, scramble, within",
        "clock, monotonic-drift, drift",
        "disk, slow-fsync, delay",
        "disk, throttled, writesPerSecond",
        "damage, flip-wal, bits"
    })
    void knowsTheParametersOfEachVariant(String fault, String variant, String parameter) {
        assertThatCode(() -> catalogue.check(plan(fault, variant, Map.of(parameter, "1", "keepQuorum", "true"))))
                .doesNotThrowAnyException();
    }

    @Test
    void lessonsAreDoneOnDemandOnly() {
        Targets every = new SimulatedCluster(5).allTargets();

        Offer all = catalogue.offer(catalogue.parse("all"), every, Profile.STORM, false);
        Offer asked = catalogue.offer(catalogue.parse("restore"), every, Profile.CALM, false);

        assertThat(names(all, "restore")).isEmpty();
        assertThat(all.leftOut()).isEmpty();
        assertThat(names(asked, "restore")).containsExactly("snapshot");
    }

    @Test
    void allLeavesOutWhatTheMachineCannotDoAndSaysSo() {
        cluster.network().refuse(Set.of("drop"));

        Offer offer = catalogue.offer(catalogue.parse("all"), targets, Profile.NIGHTLY, false);

        assertThat(offer.repertoire().families())
                .extracting(Repertoire.Family::name)
                .contains("kill", "pause")
                .doesNotContain("partition");
        assertThat(offer.leftOut()).extracting(Availability::label).contains("partition:halves");
        assertThat(offer.leftOutInWords())
                .contains("partition, flap: this network has no drop; take --env docker")
                .anyMatch(sentence -> sentence.startsWith("disk, damage, power: it needs control of disks, which"));
    }

    @Test
    void refusesAPartitionOfOneNode() {
        Targets alone = new SimulatedCluster(1).targets();

        assertThatThrownBy(() -> catalogue.offer(catalogue.parse("partition:halves"), alone, Profile.NIGHTLY, false))
                .hasMessage(
                        "fault (partition:halves) cannot be had here: partition:halves needs at least 2 nodes and the cluster has 1;"
                                + " take --nodes 3");
    }

    @Test
    void theTableHasEveryVariantWithItsRefusal() {
        cluster.network().refuse(Set.of("drop"));

        List<Availability> table = catalogue.table(targets);

        assertThat(table).hasSize((int) catalogue.families().stream()
                .flatMap(family -> family.variants().stream())
                .count());
        assertThat(table)
                .filteredOn(line -> line.fault().equals("partition"))
                .allMatch(line -> line.refusal().isPresent());
        assertThat(table)
                .filteredOn(line -> line.fault().equals("kill"))
                .allMatch(line -> line.refusal().isEmpty());
        assertThat(table).allMatch(line -> !line.summary().isBlank());
    }

    @Test
    void checksAPlanThatWasReadFromAFile() {
        cluster.network().refuse(Set.of("drop"));
        Plan unknown = plan("kill", "twice");
        Plan refused = plan("partition", "one");

        assertThatThrownBy(() -> catalogue.check(unknown, targets))
                .hasMessageStartingWith("variant (twice) of fault kill is not known; take one of one,");
        assertThatThrownBy(() -> catalogue.check(refused, targets))
                .hasMessage("fault partition:one cannot be had here: this network has no drop; take --env docker");
        catalogue.check(plan("kill", "one"), targets);
    }

    @Test
    void namesAreUnique() {
        FaultFamily kill = catalogue.family("kill");

        assertThatThrownBy(() -> new FaultCatalogue(List.of(kill, kill)))
                .hasMessage("two fault families have the name kill");
        FaultVariant one = kill.variants().get(0);
        assertThatThrownBy(() -> new FaultFamily("kill", List.of(one, one)))
                .hasMessage("fault family kill has two variants one");
    }

    private Stream<String> variantsStream(Offer offer, String fault) {
        return offer.repertoire().families().stream()
                .filter(family -> family.name().equals(fault))
                .flatMap(family -> family.variants().stream())
                .map(Repertoire.Variant::name);
    }

    private List<String> names(Offer offer, String fault) {
        return variantsStream(offer, fault).toList();
    }

    private List<String> variants(String list, Profile profile, boolean keepQuorum) {
        return names(catalogue.offer(catalogue.parse(list), targets, profile, keepQuorum), "kill");
    }

    private static Plan plan(String fault, String variant) {
        return plan(fault, variant, Map.of());
    }

    private static Plan plan(String fault, String variant, Map<String, String> parameters) {
        return new Plan(List.of(new PlannedFault(1, Duration.ZERO, Duration.ZERO, fault, variant, 1, parameters)));
    }

    @Test
    void aSelectionOfNothingIsEmpty() {
        assertThat(FaultSelection.NONE.items()).isEmpty();
        assertThat(new FaultSelection.Item("clock", Optional.of("bump"), Optional.of(Aim.LEADER)))
                .hasToString("clock:bump@leader");
    }
}
