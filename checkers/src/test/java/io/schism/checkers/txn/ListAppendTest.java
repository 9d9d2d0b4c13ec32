package io.schism.checkers.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Evidence;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each anomaly of lists: convicted where it is, and the same transactions without it pass. */
class ListAppendTest {
    private static final Budget BUDGET = Budget.ofDefaults();

    static Stream<Arguments> anomalies() {
        return Stream.of(
                Arguments.of(
                        "G0",
                        "read-uncommitted",
                        TxnHistory.concurrent("ax1 ay1", "ax2 ay2", "rx[1,2] ry[2,1]"),
                        TxnHistory.concurrent("ax1 ay1", "ax2 ay2", "rx[1,2] ry[1,2]")),
                Arguments.of(
                        "G0-realtime",
                        "strong-read-uncommitted",
                        TxnHistory.sequential("ax1", "ax2", "rx[2,1]"),
                        TxnHistory.sequential("ax1", "ax2", "rx[1,2]")),
                Arguments.of(
                        "G1a",
                        "read-committed",
                        TxnHistory.of("0 > ax1", "0 - ax1", "1 > rx", "1 + rx[1]", "2 > ry", "2 + ry"),
                        TxnHistory.of("0 > ax1", "0 ? ax1", "1 > rx", "1 + rx[1]", "2 > ry", "2 + ry")),
                Arguments.of(
                        "G1b",
                        "read-committed",
                        TxnHistory.concurrent("ax1 ax2", "rx[1]"),
                        TxnHistory.concurrent("ax1 ax2", "rx[1,2]")),
                Arguments.of(
                        "G1c",
                        "read-committed",
                        TxnHistory.concurrent("ax1 ry[1]", "ay1 rx[1]"),
                        TxnHistory.concurrent("ax1 ry[1]", "ay1 rx")),
                Arguments.of(
                        "G1c-realtime",
                        "strong-read-committed",
                        TxnHistory.sequential("rx[1]", "ax1"),
                        TxnHistory.sequential("ax1", "rx[1]")),
                Arguments.of(
                        "G-single-item",
                        "consistent-view",
                        TxnHistory.concurrent("ax1 ay1", "rx ry[1]"),
                        TxnHistory.concurrent("ax1 ay1", "rx[1] ry[1]")),
                Arguments.of(
                        "G-single-item-realtime",
                        "strong-snapshot-isolation",
                        TxnHistory.sequential("ax1", "rx", "rx[1]"),
                        TxnHistory.sequential("ax1", "rx[1]", "rx[1]")),
                Arguments.of(
                        "G-nonadjacent-item",
                        "snapshot-isolation",
                        TxnHistory.concurrent("ax1", "ay1", "rx[1] ry", "rx ry[1]"),
                        TxnHistory.concurrent("ax1", "ay1", "rx[1] ry", "rx[1] ry[1]")),
                Arguments.of(
                        "G2-item",
                        "repeatable-read",
                        TxnHistory.concurrent("rx ay1", "ry ax1"),
                        TxnHistory.concurrent("rx ay1", "ry[1] ax1")),
                Arguments.of(
                        "internal",
                        "read-atomic",
                        TxnHistory.concurrent("ax1 rx", "rx[1]"),
                        TxnHistory.concurrent("ax1 rx[1]", "rx[1]")),
                Arguments.of(
                        "future-read",
                        "read-committed",
                        TxnHistory.concurrent("rx[1] ax1", "rx"),
                        TxnHistory.concurrent("rx ax1", "rx")),
                Arguments.of(
                        "lost-update",
                        "cursor-stability",
                        TxnHistory.concurrent("rx ax1", "rx ax2"),
                        TxnHistory.concurrent("rx ax1", "rx[1] ax2")),
                Arguments.of(
                        "duplicate-elements",
                        "read-uncommitted",
                        TxnHistory.concurrent("ax1", "rx[1,1]"),
                        TxnHistory.concurrent("ax1", "rx[1]")),
                Arguments.of(
                        "incompatible-order",
                        "read-committed",
                        TxnHistory.concurrent("ax1", "ax2", "rx[1]", "rx[2]"),
                        TxnHistory.concurrent("ax1", "ax2", "rx[1]", "rx[1,2]")),
                Arguments.of(
                        "dirty-update",
                        "read-committed",
                        TxnHistory.of("0 > ax1", "0 - ax1", "1 > ax2", "1 + ax2", "2 > rx", "2 + rx[1,2]"),
                        TxnHistory.of("0 > ax1", "0 - ax1", "1 > ax2", "1 + ax2", "2 > rx", "2 + rx[2]")),
                Arguments.of(
                        "cyclic-versions",
                        "read-uncommitted",
                        TxnHistory.concurrent("ax1 ax2", "rx[2,1]"),
                        TxnHistory.concurrent("ax1 ax2", "rx[1,2]")),
                Arguments.of(
                        "unwritten-read",
                        "read-committed",
                        TxnHistory.concurrent("ax1", "rx", "rx[9]"),
                        TxnHistory.concurrent("ax1", "rx[9]", "rx[9,1]")));
    }

    @ParameterizedTest
    @MethodSource("anomalies")
    void convictsTheAnomalyAndPassesWithoutIt(String anomaly, String not, History broken, History whole) {
        CheckResult convicted = ListAppend.ofDefaults().check(broken, BUDGET);
        CheckResult passed = ListAppend.ofDefaults().check(whole, BUDGET);

        assertThat(passed.verdict()).as(passed.toString()).isEqualTo(Verdict.VALID);
        assertThat(convicted.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(listed(convicted, "anomalies")).contains(anomaly);
        assertThat(listed(convicted, "not")).contains(not);
        assertThat(convicted.evidence()).extracting(Evidence::title).contains(anomaly);
    }

    @ParameterizedTest
    @MethodSource("anomalies")
    void evidenceAloneShowsTheAnomaly(String anomaly, String not, History broken, History whole) {
        CheckResult convicted = ListAppend.ofDefaults().check(broken, BUDGET);
        Evidence evidence = convicted.evidence().stream()
                .filter(shown -> shown.title().equals(anomaly))
                .findFirst()
                .orElseThrow();

        CheckResult again = ListAppend.ofDefaults().check(History.of(evidence.operations()), BUDGET);

        assertThat(listed(again, "anomalies")).as(not + whole.size()).contains(anomaly);
    }

    private static List<String> listed(CheckResult result, String detail) {
        return ((List<?>) Objects.requireNonNull(result.details().get(detail)))
                .stream().map(String::valueOf).toList();
    }

    @ParameterizedTest
    @MethodSource("anomalies")
    void passesUnderModelsThatAllowIt(String anomaly, String not, History broken, History whole) {
        IsolationOptions none = IsolationOptions.builder().consistencyModels().build();

        CheckResult result = new ListAppend(none).check(broken, BUDGET);

        assertThat(result.verdict()).as(not + whole.size()).isNotEqualTo(Verdict.INVALID);
        if (!anomaly.endsWith("-realtime")) {
            assertThat(listed(result, "tolerated")).contains(anomaly);
        }
    }

    @Test
    void explainsACycleStepByStep() {
        CheckResult result = ListAppend.ofDefaults().check(TxnHistory.concurrent("ax1 ay1", "rx ry[1]"), BUDGET);

        Evidence evidence = result.evidence().get(0);
        assertThat(evidence.explanation())
                .contains("T1 = process 1, operations 1 and 3: r x nil, r y [1]")
                .contains("T1 came before T2, because T1 read key x as nil and so did not see T2's append of 1")
                .contains("Yet T2 came before T1, because T1 read key y as [1], which ends in an append of T2");
        assertThat(evidence.details()).containsEntry("steps", List.of("rw", "wr"));
        assertThat(evidence.operations()).hasSize(4);
    }

    @Test
    void findsWhatOnlyTheOrderOfAProcessForbids() {
        IsolationOptions session = IsolationOptions.builder()
                .consistencyModels("strong-session-serializable")
                .build();
        History own = TxnHistory.of("0 > ax1", "0 + ax1", "0 > rx", "0 + rx", "1 > rx", "1 + rx[1]");
        History foreign = TxnHistory.of("0 > ax1", "0 + ax1", "1 > rx", "1 + rx", "2 > rx", "2 + rx[1]");

        CheckResult byItself = new ListAppend(session).check(own, BUDGET);
        CheckResult byAnother = new ListAppend(session).check(foreign, BUDGET);

        assertThat(listed(byItself, "anomalies")).containsExactly("G-single-item-process");
        assertThat(listed(byItself, "not")).containsExactly("strong-session-snapshot-isolation");
        assertThat(byAnother.verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void takesAnAppendThatNeverCompletedAsPossible() {
        History history = TxnHistory.of("0 > ax1", "1 > rx", "1 + rx[1]", "2 > rx", "2 + rx");

        CheckResult result = ListAppend.ofDefaults().check(history, BUDGET);

        assertThat(listed(result, "anomalies")).containsExactly("G-single-item-realtime");
    }

    @Test
    void doesNotKnowWhenNothingRelatesTheTransactions() {
        CheckResult result = ListAppend.ofDefaults().check(TxnHistory.concurrent("ax1"), BUDGET);

        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(listed(result, "anomalies")).containsExactly("empty-transaction-graph");
    }

    @Test
    void doesNotKnowAnythingOfAnEmptyHistory() {
        assertThat(ListAppend.ofDefaults().check(History.of(List.of()), BUDGET).verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void doesNotGuessWhenAValueWasAppendedTwice() {
        CheckResult result = ListAppend.ofDefaults().check(TxnHistory.concurrent("ax1", "ax1", "rx[1]"), BUDGET);

        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.reason())
                .isEqualTo("value 1 was appended to key x more than once; "
                        + "the inference needs every append to a key to be of a value of its own");
    }

    @Test
    void reportsWhatItFoundEvenWhenTheInferenceMustEnd() {
        CheckResult result = ListAppend.ofDefaults().check(TxnHistory.concurrent("ax1", "ax1", "ay1 ry"), BUDGET);

        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.reason())
                .startsWith("internal; not read-atomic; not looked at further: value 1 was appended");
    }

    @Test
    void doesNotKnowWhatAForeignOperationMeans() {
        History history = History.of(List.of(
                new Operation(0, 0, 0, Operation.Type.INVOKE, "read", null, null, null),
                new Operation(1, 1, 0, Operation.Type.OK, "read", null, 5L, null)));

        CheckResult result = ListAppend.ofDefaults().check(history, BUDGET);

        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.reason()).startsWith("operation 1: read is no transaction");
    }

    @Test
    void ignoresTheNemesis() {
        List<Operation> operations =
                new ArrayList<>(TxnHistory.sequential("ax1", "rx[1]").operations());
        operations.add(2, new Operation(9, 9, Operation.NEMESIS, Operation.Type.INFO, "kill", null, "n1", null));

        assertThat(ListAppend.ofDefaults().check(History.of(operations), BUDGET).verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void saysSoWhenTheBudgetEnds() {
        History history = Simulation.run(1, Simulation.Level.STRICT, true, 5, 20_000, 0);

        CheckResult time = ListAppend.ofDefaults().check(history, BUDGET.withTime(Duration.ofNanos(1)));
        CheckResult memory = ListAppend.ofDefaults().check(history, BUDGET.withBytes(1_000));

        assertThat(List.of(time.verdict(), memory.verdict())).containsOnly(Verdict.UNKNOWN);
        assertThat(time.reason()).contains("give it a longer budget");
        assertThat(memory.reason()).contains("give it a larger heap");
    }

    @Test
    void countsAllCasesAndShowsTheFirst() {
        List<String> transactions = new ArrayList<>();
        for (String key : List.of("a", "b", "c", "d", "e")) {
            transactions.addAll(Arrays.asList("a" + key + "1 r" + key, "r" + key + "[1]"));
        }
        IsolationOptions two = IsolationOptions.builder().evidencePerAnomaly(2).build();

        CheckResult result =
                new ListAppend(two).check(TxnHistory.concurrent(transactions.toArray(String[]::new)), BUDGET);

        assertThat(result.details().get("counts")).hasToString("{internal=5}");
        assertThat(result.evidence()).hasSize(2);
    }

    @Test
    void assumesNothingBeforeTheHistoryWhenToldThatItStartsEmpty() {
        History history = TxnHistory.concurrent("ax1", "rx[9]", "rx[9,1]");
        IsolationOptions empty = IsolationOptions.builder().emptyAtStart(true).build();

        assertThat(ListAppend.ofDefaults().check(history, BUDGET).verdict()).isEqualTo(Verdict.VALID);
        assertThat(listed(new ListAppend(empty).check(history, BUDGET), "anomalies"))
                .containsExactly("unwritten-read");
    }

    @Test
    void refusesNamesThatItDoesNotKnow() {
        assertThatThrownBy(() -> IsolationOptions.builder().consistencyModels("serialisable"))
                .hasMessageStartingWith("consistency model \"serialisable\" is not known; take one of");
        assertThatThrownBy(() -> IsolationOptions.builder().anomalies("G3"))
                .hasMessageStartingWith("anomaly \"G3\" is not known; take one of");
    }
}
