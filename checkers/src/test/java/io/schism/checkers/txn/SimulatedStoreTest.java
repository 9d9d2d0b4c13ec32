package io.schism.checkers.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.checkers.txn.Simulation.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Stores whose isolation is known: what they keep must pass, what they do not keep must be convicted (the red gate), and what does
 * not change the meaning of a history must not turn a pass into a conviction.
 */
class SimulatedStoreTest {
    private static final int SEEDS = 150;
    private static final Budget BUDGET = Budget.ofDefaults();

    private static Checker checker(boolean lists, String model) {
        IsolationOptions options = IsolationOptions.builder()
                .consistencyModels(model)
                .wfrKeys(true)
                .directEdges(3)
                .build();
        return lists ? new ListAppend(options) : new RwRegister(options);
    }

    @ParameterizedTest
    @EnumSource(value = Level.class, mode = EnumSource.Mode.EXCLUDE, names = "READ_UNCOMMITTED")
    void passesWhatTheStoreKeeps(Level level) {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (boolean lists : new boolean[] {true, false}) {
                History history = Simulation.run(seed, level, lists, 5, 60, 0.05);

                CheckResult result = checker(lists, level.keeps()).check(history, BUDGET);

                assertThat(result.verdict()).as("seed %d: %s", seed, result).isEqualTo(Verdict.VALID);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "STALE_READS, strict-serializable, realtime",
        "SNAPSHOT, serializable, G2-item",
        "READ_COMMITTED, repeatable-read, lost-update",
        "READ_COMMITTED, snapshot-isolation, G-single-item",
        "READ_UNCOMMITTED, read-committed, G1",
    })
    void convictsTheStoreOfWhatItDoesNotKeep(Level level, String model, String anomaly) {
        for (boolean lists : new boolean[] {true, false}) {
            int convicted = 0;
            boolean named = false;
            for (long seed = 0; seed < SEEDS; seed++) {
                History history = Simulation.run(seed, level, lists, 5, 60, 0.05);

                CheckResult result = checker(lists, model).check(history, BUDGET);

                convicted += result.verdict() == Verdict.INVALID ? 1 : 0;
                named |= String.valueOf(result.details().get("anomalies")).contains(anomaly);
            }
            assertThat(convicted).as("lists %s", lists).isGreaterThan(SEEDS / 10);
            assertThat(named).as("lists %s", lists).isTrue();
        }
    }

    @Test
    void renamingChangesNothing() {
        for (long seed = 0; seed < SEEDS; seed++) {
            boolean lists = seed % 2 == 0;
            Level level = Level.values()[(int) (seed / 2 % 5)];
            History history = Simulation.run(seed, level, lists, 4, 30, 0.1);
            Checker checker = checker(lists, "strict-serializable");

            CheckResult renamed = checker.check(renamed(history, process -> process * 7 + 3), BUDGET);

            CheckResult plain = checker.check(history, BUDGET);
            assertThat(renamed.verdict()).as("seed %d", seed).isEqualTo(plain.verdict());
            assertThat(renamed.details().get("anomalies"))
                    .as("seed %d", seed)
                    .isEqualTo(plain.details().get("anomalies"));
        }
    }

    @Test
    void wideningATransactionNeverConvicts() {
        for (long seed = 0; seed < SEEDS * 2; seed++) {
            boolean lists = seed % 2 == 0;
            History history = Simulation.run(seed, Level.STALE_READS, lists, 4, 12, 0.1);
            Checker checker = checker(lists, "strict-serializable");
            CheckResult before = checker.check(history, BUDGET);

            CheckResult after = checker.check(widened(history), BUDGET);

            if (before.verdict() == Verdict.VALID) {
                assertThat(after.verdict()).as("seed %d: %s", seed, after).isNotEqualTo(Verdict.INVALID);
            }
        }
    }

    /** Other processes, keys that are lists, values that are words. */
    private static History renamed(History history, IntUnaryOperator processes) {
        List<Operation> operations = new ArrayList<>();
        for (Operation operation : history.operations()) {
            List<Object> mops = new ArrayList<>();
            for (Object mop : (List<?>) Objects.requireNonNull(operation.value())) {
                List<?> parts = (List<?>) mop;
                mops.add(Arrays.asList(
                        parts.get(0), List.of("key", String.valueOf(parts.get(1))), renamed(parts.get(2))));
            }
            operations.add(new Operation(
                    operation.index() + 1_000,
                    -1,
                    processes.applyAsInt(operation.process()),
                    operation.type(),
                    "txn",
                    null,
                    mops,
                    null));
        }
        return History.of(operations);
    }

    private static Object renamed(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(element -> renamed((Object) element)).toList();
        }
        return value == null ? null : "v" + value;
    }

    /** Every invocation one place earlier and every completion one place later, where that keeps each process in order. */
    private static History widened(History history) {
        List<Operation> operations = new ArrayList<>(history.operations());
        for (int i = 1; i < operations.size(); i++) {
            Operation before = operations.get(i - 1);
            Operation here = operations.get(i);
            boolean crosses = here.type() == Operation.Type.INVOKE && before.type() != Operation.Type.INVOKE;
            if (crosses && here.process() != before.process()) {
                operations.set(i - 1, here);
                operations.set(i, before);
            }
        }
        return History.of(operations);
    }
}
