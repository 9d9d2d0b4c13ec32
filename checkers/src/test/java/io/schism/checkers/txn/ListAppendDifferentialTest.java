package io.schism.checkers.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Evidence;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checker against the definitions, tried out one by one, on many small random histories. */
class ListAppendDifferentialTest {
    private static final int HISTORIES = 10_000;
    private static final Budget BUDGET = Budget.ofDefaults();

    static ListAppend checker(Order order, int direct) {
        return new ListAppend(IsolationOptions.builder()
                .consistencyModels(model(order))
                .directEdges(direct)
                .build());
    }

    static String model(Order order) {
        return switch (order) {
            case NONE -> "serializable";
            case PROCESS -> "strong-session-serializable";
            case REALTIME -> "strict-serializable";
        };
    }

    static Set<String> cyclesIn(CheckResult result) {
        Map<?, ?> counts = (Map<?, ?>) Objects.requireNonNull(result.details().get("counts"), result.reason());
        return counts.keySet().stream()
                .map(String::valueOf)
                .filter(name -> name.startsWith("G") && !name.equals("G1a") && !name.equals("G1b"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void findsTheSameClassesOfCyclesAsTryingThemAll(Order order) {
        compare(order, order == Order.PROCESS ? 64 : 0, 0, HISTORIES);
    }

    private static void compare(Order order, int direct, long from, long to) {
        for (long seed = from; seed < to; seed++) {
            History history = RandomHistory.lists(seed, 5, true, seed % 2 == 0);

            CheckResult result = checker(order, direct).check(history, BUDGET);

            Set<String> naive = NaiveIsolation.listCycles(history, order);
            assertThat(Lattice.impliedBy(cyclesIn(result)))
                    .as("seed %d: %s", seed, history.operations())
                    .isEqualTo(Lattice.impliedBy(naive));
        }
    }

    @Tag("soak")
    @ParameterizedTest
    @EnumSource(Order.class)
    void findsTheSameClassesOfCyclesInManyMore(Order order) {
        compare(order, 0, HISTORIES, 10 * HISTORIES);
    }

    @Test
    void neverConvictsAHistoryThatSomeOrderExplains() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            History history = RandomHistory.lists(seed, 4, true, false);

            CheckResult result = checker(Order.REALTIME, 0).check(history, BUDGET);

            if (NaiveIsolation.strictSerializable(history, true)) {
                assertThat(result.verdict())
                        .as("seed %d: %s %s", seed, result.reason(), history.operations())
                        .isNotEqualTo(Verdict.INVALID);
            }
        }
    }

    @Test
    void decidesExactlyWhenEverythingWasReadAtTheEnd() {
        int valid = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            History history = RandomHistory.lists(seed, 4, false, true);

            CheckResult result = checker(Order.REALTIME, 0).check(history, BUDGET);

            boolean explained = NaiveIsolation.strictSerializable(history, true);
            valid += explained ? 1 : 0;
            assertThat(result.verdict())
                    .as("seed %d: %s %s", seed, result.reason(), history.operations())
                    .isEqualTo(explained ? Verdict.VALID : Verdict.INVALID);
        }
        assertThat(valid).isBetween(HISTORIES / 50, HISTORIES * 9 / 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 12})
    void evidenceAloneShowsTheAnomaly(int most) {
        for (long seed = 0; seed < HISTORIES / 5; seed++) {
            History history = RandomHistory.lists(seed, most, true, seed % 3 == 0);
            CheckResult result = checker(Order.REALTIME, 0).check(history, BUDGET);
            for (Evidence evidence : result.evidence()) {
                CheckResult again = checker(Order.REALTIME, 64).check(History.of(evidence.operations()), BUDGET);

                assertThat((List<?>) again.details().get("anomalies"))
                        .as("seed %d: %s", seed, evidence)
                        .satisfies(names -> assertThat(
                                        names.stream().map(String::valueOf).toList())
                                .containsAnyElementsOf(Lattice.implying(Set.of(evidence.title()))));
            }
        }
    }
}
