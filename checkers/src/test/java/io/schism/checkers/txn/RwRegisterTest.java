package io.schism.checkers.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Evidence;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.history.HistoryReader;
import io.schism.checkers.history.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each anomaly of registers: convicted where it is, and the same transactions without it pass. */
class RwRegisterTest {
    private static final Budget BUDGET = Budget.ofDefaults();
    private static final IsolationOptions ASSUMING =
            IsolationOptions.builder().wfrKeys(true).sequentialKeys(true).build();

    static Stream<Arguments> anomalies() {
        return Stream.of(
                Arguments.of(
                        "G0",
                        "read-uncommitted",
                        TxnHistory.of(
                                "0 > wx1 wy1",
                                "1 > wx2 wy2",
                                "2 > rx",
                                "3 > ry",
                                "0 + wx1 wy1",
                                "1 + wx2 wy2",
                                "2 + rx1",
                                "3 + ry2",
                                "2 > rx",
                                "3 > ry",
                                "2 + rx2",
                                "3 + ry1"),
                        TxnHistory.of(
                                "0 > wx1 wy1",
                                "1 > wx2 wy2",
                                "2 > rx",
                                "3 > ry",
                                "0 + wx1 wy1",
                                "1 + wx2 wy2",
                                "2 + rx1",
                                "3 + ry1",
                                "2 > rx",
                                "3 > ry",
                                "2 + rx2",
                                "3 + ry2")),
                Arguments.of(
                        "G1a",
                        "read-committed",
                        TxnHistory.of("0 > wx1", "0 - wx1", "1 > rx", "1 + rx1", "2 > ry", "2 + ry"),
                        TxnHistory.of("0 > wx1", "0 ? wx1", "1 > rx", "1 + rx1", "2 > ry", "2 + ry")),
                Arguments.of(
                        "G1b",
                        "read-committed",
                        TxnHistory.concurrent("wx1 wx2", "rx1", "wy1", "ry1"),
                        TxnHistory.concurrent("wx1 wx2", "rx2", "wy1", "ry1")),
                Arguments.of(
                        "G1c",
                        "read-committed",
                        TxnHistory.concurrent("wx1 ry1", "wy1 rx1"),
                        TxnHistory.concurrent("wx1 ry1", "wy1 rx")),
                Arguments.of(
                        "G-single-item",
                        "consistent-view",
                        TxnHistory.concurrent("wx1 wy1", "rx ry1"),
                        TxnHistory.concurrent("wx1 wy1", "rx1 ry1")),
                Arguments.of(
                        "G-single-item-realtime",
                        "strong-snapshot-isolation",
                        TxnHistory.sequential("wx1", "rx"),
                        TxnHistory.sequential("wx1", "rx1")),
                Arguments.of(
                        "G-nonadjacent-item",
                        "snapshot-isolation",
                        TxnHistory.concurrent("wx1", "wy1", "rx1 ry", "rx ry1"),
                        TxnHistory.concurrent("wx1", "wy1", "rx1 ry", "rx1 ry1")),
                Arguments.of(
                        "G2-item",
                        "repeatable-read",
                        TxnHistory.concurrent("rx wy1", "ry wx1"),
                        TxnHistory.concurrent("rx wy1", "ry1 wx1")),
                Arguments.of(
                        "internal",
                        "read-atomic",
                        TxnHistory.concurrent("wx1 rx", "rx1"),
                        TxnHistory.concurrent("wx1 rx1", "rx1")),
                Arguments.of(
                        "lost-update",
                        "cursor-stability",
                        TxnHistory.concurrent("rx wx1", "rx wx2"),
                        TxnHistory.concurrent("rx wx1", "rx1 wx2")),
                Arguments.of(
                        "cyclic-versions",
                        "read-uncommitted",
                        TxnHistory.of(
                                "0 > rx", "1 > rx", "2 > wx1", "3 > wx2", "2 + wx1", "3 + wx2", "0 + rx1", "1 + rx2",
                                "0 > rx", "1 > rx", "0 + rx2", "1 + rx1"),
                        TxnHistory.of(
                                "0 > rx", "1 > rx", "2 > wx1", "3 > wx2", "2 + wx1", "3 + wx2", "0 + rx1", "1 + rx1",
                                "0 > rx", "1 > rx", "0 + rx2", "1 + rx2")),
                Arguments.of(
                        "unwritten-read",
                        "read-committed",
                        TxnHistory.concurrent("wx1", "rx8", "rx9"),
                        TxnHistory.sequential("rx9", "wx1", "rx1")));
    }

    @ParameterizedTest
    @MethodSource("anomalies")
    void convictsTheAnomalyAndPassesWithoutIt(String anomaly, String not, History broken, History whole) {
        CheckResult convicted = new RwRegister(ASSUMING).check(broken, BUDGET);
        CheckResult passed = new RwRegister(ASSUMING).check(whole, BUDGET);

        assertThat(passed.verdict()).as(passed.toString()).isEqualTo(Verdict.VALID);
        assertThat(convicted.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(listed(convicted, "anomalies")).contains(anomaly);
        assertThat(listed(convicted, "not")).contains(not);
        assertThat(convicted.evidence()).extracting(Evidence::title).contains(anomaly);
    }

    @ParameterizedTest
    @MethodSource("anomalies")
    void evidenceAloneShowsTheAnomaly(String anomaly, String not, History broken, History whole) {
        CheckResult convicted = new RwRegister(ASSUMING).check(broken, BUDGET);
        Evidence evidence = convicted.evidence().stream()
                .filter(shown -> shown.title().equals(anomaly))
                .findFirst()
                .orElseThrow();

        CheckResult again = new RwRegister(ASSUMING).check(History.of(evidence.operations()), BUDGET);

        assertThat(listed(again, "anomalies")).as(not + whole.size()).contains(anomaly);
    }

    private static List<String> listed(CheckResult result, String detail) {
        return ((List<?>) Objects.requireNonNull(result.details().get(detail)))
                .stream().map(String::valueOf).toList();
    }

    @Test
    void leavesAnAssumptionOutThatLeadsToACircle() {
        History history =
                TxnHistory.of("0 > wx1", "0 + wx1", "0 > wx2", "0 + wx2", "1 > rx", "1 + rx2", "1 > rx", "1 + rx1");

        CheckResult result = new RwRegister(ASSUMING).check(history, BUDGET);

        assertThat(listed(result, "anomalies")).contains("cyclic-versions");
        assertThat(listed(result, "sources")).containsExactly("wfr-keys");
        assertThat(result.evidence().get(0).contradiction())
                .isEqualTo(
                        "under sequential-keys the versions of key x come in a circle: 1 before 2 (T1 and T2), 2 before 1 (T3 and T4)");
    }

    @Test
    void usesTheOrderThatTheDatabaseItselfGives() {
        History history = TxnHistory.concurrent("wx1 wy2", "rx1 wy5", "wy8 wx4", "rx4 ry5");
        IsolationOptions ordered = IsolationOptions.builder()
                .transactionOrder(Map.of(4L, 10L, 5L, 20L, 6L, 30L))
                .build();

        CheckResult plain = RwRegister.ofDefaults().check(history, BUDGET);
        CheckResult result = new RwRegister(ordered).check(history, BUDGET);

        assertThat(plain.verdict()).isEqualTo(Verdict.VALID);
        assertThat(listed(result, "anomalies")).containsExactly("G-single-item");
        assertThat(result.evidence().get(0).explanation()).contains("which came later (known from transaction-order)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void passesTheHistoryThatElleConvictsUnderLinearizableKeys(boolean alsoOthers) throws IOException {
        Path file = Path.of("..", "..", "shared", "bench", "elle-linearizable-keys.jsonl");
        assumeThat(file).as("the shared histories lie beside the repository").exists();
        IsolationOptions options = IsolationOptions.builder()
                .linearizableKeys(true)
                .sequentialKeys(alsoOthers)
                .wfrKeys(alsoOthers)
                .build();

        CheckResult result = new RwRegister(options).check(HistoryReader.read(file), BUDGET);

        assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.VALID);
    }

    @Test
    void doesNotGuessWhenAValueWasWrittenTwice() {
        CheckResult result = RwRegister.ofDefaults().check(TxnHistory.concurrent("wx1", "wx1", "rx1"), BUDGET);

        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.reason()).startsWith("value 1 was written to key x more than once");
    }

    @Test
    void keepsTheCostOfManyReadersAndWritersLinear() {
        int half = 30_000;
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 2 * half; i++) {
            List<Object> mop = i < half ? Arrays.asList("r", "x", null) : Arrays.asList("w", "x", (long) i);
            operations.add(new Operation(i, i, i, Operation.Type.INVOKE, "txn", null, List.of(mop), null));
        }
        for (int i = 0; i < 2 * half; i++) {
            Operation invoked = operations.get(i);
            operations.add(new Operation(
                    2L * half + i, 2L * half + i, i, Operation.Type.OK, "txn", null, invoked.value(), null));
        }

        CheckResult result = RwRegister.ofDefaults()
                .check(History.of(operations), BUDGET.withBytes(64L << 20).withTime(Duration.ofSeconds(20)));

        assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.VALID);
    }
}
