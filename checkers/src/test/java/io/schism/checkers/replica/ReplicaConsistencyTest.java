package io.schism.checkers.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.history.MalformedHistoryException;
import io.schism.checkers.history.Operation;
import io.schism.checkers.replica.Observation.Copy;
import io.schism.checkers.replica.Observation.Occasion;
import io.schism.checkers.replica.Observation.Question;
import io.schism.checkers.replica.Observation.Silence;
import io.schism.checkers.replica.Observation.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaConsistencyTest {
    private final List<Observation> told = new ArrayList<>();
    private final List<Operation> faults = new ArrayList<>();
    private long now;

    @Test
    void passesNodesThatAgree() {
        healthy();

        CheckResult result = result();

        assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.VALID);
        assertThat(result.parts())
                .extracting(CheckResult::checker)
                .containsExactly("terms", "leaders", "applied", "copies");
        assertThat(result.reason()).contains("all 3 nodes hold the same copy at position 100");
    }

    @Test
    void convictsATermThatGoesBack() {
        healthy();
        standing("n2", 2, "n1");
        standing("n2", 2, "n1");

        assertConvicted("term-went-back", "n2 was in term 3 and later in term 2");
    }

    @Test
    void doesNotHoldANodeToATermThatItMayNotHaveWrittenDown() {
        healthy();
        standing("n2", 9, null);
        standing("n2", 3, "n1");
        assertThat(result().verdict()).isEqualTo(Verdict.VALID);

        fault("disk", "begun", "n2");
        standing("n2", 9, null);
        standing("n2", 9, null);
        fault("disk", "healed", "n2");
        standing("n2", 3, "n1");

        assertThat(result().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void holdsANodeToItsTermThroughAKill() {
        healthy();
        fault("kill", "begun", "n2");
        fault("kill", "healed", "n2");
        standing("n2", 1, null);

        assertConvicted("term-went-back", "n2 was in term 3 and later in term 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wipe", "membership", "damage"})
    void letsANodeThatWasReplacedBeginAnew(String family) {
        healthy();
        fault(family, "begun", "n2");
        fault(family, "healed", "n2");
        standing("n2", 1, null);
        standing("n2", 3, "n3");

        assertThat(result().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void convictsAChangedVote() {
        healthy();
        standing("n2", 3, "n3");

        assertConvicted("vote-changed", "n2 voted for n1 in term 3 and later for n3");
    }

    @Test
    void convictsTwoLeadersOfOneTermHoweverFarApartTheyWereSeen() {
        healthy();
        leading("n1", 4);
        leading("n2", 4);

        assertConvicted("two-leaders", "term 4 has two leaders, n1 and n2");
    }

    @Test
    void takesTwoLeadersOfTwoTermsForNothing() {
        healthy();
        leading("n1", 4);
        leading("n2", 5);
        leading("n1", 4);

        assertThat(result().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void doesNotBelieveATermAndARoleThatWereReadApart() {
        healthy();
        leading("n1", 4);
        told.add(new Standing("n2", occasion(), false, true, 4, null, "n2", 100, 100));

        assertThat(result().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void convictsWhatIsAppliedBeforeItIsCommitted() {
        healthy();
        indices("n3", 100, 105);
        indices("n3", 100, 105);
        indices("n3", 101, 105);

        assertConvicted("applied-before-committed", "n3 had applied index 105 and knew only index 100");
    }

    @Test
    void doesNotTakeARaceOfTwoReadsForARule() {
        healthy();
        indices("n3", 100, 105);
        indices("n3", 107, 107);
        indices("n3", 107, 110);
        // started anew: it knows less and has applied less
        indices("n3", 90, 90);
        indices("n3", 110, 110);

        assertThat(result().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void convictsCopiesThatDiffer() {
        healthy();
        copy("n1", 120, 0, 7);
        copy("n2", 120, 0, 8);
        copy("n3", 120, 0, 7);

        assertConvicted("unequal-copies", "at position 120 the copies differ: n1, n3 against n2");
    }

    @Test
    void convictsACopyThatChangedWithoutAnotherEntry() {
        told.add(new Copy("n2", new Occasion(++now, ++now, false), 100, 0, 41));
        healthy();

        assertConvicted("unequal-copies", "at position 100 the copies differ: n1, n2, n3 against n2");
    }

    @Test
    void takesADigestAfterTheRunAlsoForAPositionThatWasSampledBefore() {
        told.add(new Copy("n2", new Occasion(++now, ++now, false), 100, 0, -42));
        healthy();

        assertThat(result().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void comparesOnlyDigestsOfOnePositionAndOneBase() {
        healthy();
        copy("n1", 120, 0, 7);
        copy("n2", 121, 0, 8);
        copy("n3", 120, 50, 9);

        assertThat(result().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void isUnknownWhenANodeGaveNoDigestAfterTheRun() {
        for (String node : List.of("n1", "n2", "n3")) {
            standing(node, 3, "n1");
        }
        leading("n1", 3);
        copy("n1", 100, 0, 7);
        copy("n2", 100, 0, 7);
        told.add(new Silence("n3", occasion(), Question.COPY, "UNAVAILABLE: io exception"));

        CheckResult result = result();

        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.reason()).isEqualTo("no digest after the run from n3 (n3: UNAVAILABLE: io exception)");
    }

    @Test
    void comparesWhatIsAtRestAtAPositionThatWasAskedForBefore() {
        for (String node : List.of("n1", "n2", "n3")) {
            told.add(new Copy(node, new Occasion(++now, ++now, false), 100, 0, -42));
        }
        healthy();
        assertThat(result().verdict()).as(result().reason()).isEqualTo(Verdict.VALID);

        told.add(new Copy("n2", new Occasion(++now, ++now, false), 100, 0, 7));

        assertConvicted("unequal-copies", "at position 100 the copies differ: n1, n2, n3 against n2");
    }

    @Test
    void asksNoMoreOfAClusterOfOne() {
        leading("n1", 3);
        copy("n1", 100, 0, 1);

        assertThat(result().verdict()).as(result().reason()).isEqualTo(Verdict.VALID);
    }

    @Test
    void isUnknownWhenTheRunWasCutShort() {
        for (String node : List.of("n1", "n2")) {
            standing(node, 3, "n1");
            told.add(new Copy(node, new Occasion(++now, ++now, false), 50, 0, 1));
        }
        leading("n1", 3);

        assertThat(result().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result().reason()).isEqualTo("no node was asked for its copy after the run");
    }

    @Test
    void isUnknownWhenNothingWasAskedOrANodeNeverToldItsTerm() {
        assertThat(result().verdict()).isEqualTo(Verdict.UNKNOWN);

        healthy();
        told.removeIf(
                each -> each instanceof Standing standing && standing.node().equals("n2"));
        told.add(new Standing("n2", occasion(), false, false, 3, null, "n1", 100, 100));

        assertThat(result().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result().reason()).isEqualTo("n2 never said in one answer which term it is in and whether it leads");
    }

    @Test
    void readsBackWhatItWroteAndLeavesATornEndOut(@TempDir Path directory) throws IOException {
        healthy();
        told.add(new Silence("n1", occasion(), Question.STANDING, "\"cut\"\noff"));
        Path file = directory.resolve("replicas.jsonl");
        try (ObservationLog log = ObservationLog.create(file)) {
            for (Observation each : told) {
                log.append(each);
            }
        }
        Files.writeString(file, "{\"time\":5,\"ans", StandardOpenOption.APPEND);

        assertThat(ObservationLog.read(file)).isEqualTo(told);

        Files.writeString(file, "tered}\n{}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> ObservationLog.read(file))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessageContaining("line " + (told.size() + 1));
    }

    private void healthy() {
        for (int i = 0; i < 2; i++) {
            leading("n1", 3);
            standing("n2", 3, "n1");
            standing("n3", 3, null);
        }
        for (String node : List.of("n1", "n2", "n3")) {
            copy(node, 100, 0, -42);
        }
    }

    private void leading(String node, long term) {
        told.add(new Standing(node, occasion(), true, true, term, node, node, 100, 100));
    }

    private void standing(String node, long term, @Nullable String vote) {
        told.add(new Standing(node, occasion(), true, false, term, vote, "n1", 100, 100));
    }

    private void indices(String node, long commit, long applied) {
        told.add(new Standing(node, occasion(), true, false, 3, null, "n1", commit, applied));
    }

    private void copy(String node, long position, long base, long digest) {
        told.add(new Copy(node, occasion(), position, base, digest));
    }

    private Occasion occasion() {
        return new Occasion(++now, ++now, true);
    }

    private void fault(String family, String phase, String node) {
        Map<String, Object> value = Map.of("id", 1L, "phase", phase, "name", family, "targets", List.of(node));
        faults.add(
                new Operation(faults.size(), ++now, Operation.NEMESIS, Operation.Type.INFO, family, null, value, null));
    }

    private CheckResult result() {
        return new ReplicaConsistency(told).check(History.of(faults), Budget.ofDefaults());
    }

    private void assertConvicted(String title, String contradiction) {
        CheckResult result = result();
        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.reason()).startsWith(contradiction);
        assertThat(result.parts())
                .flatExtracting(CheckResult::evidence)
                .singleElement()
                .satisfies(evidence -> {
                    assertThat(evidence.title()).isEqualTo(title);
                    assertThat(evidence.details()).isNotEmpty();
                });
    }
}
