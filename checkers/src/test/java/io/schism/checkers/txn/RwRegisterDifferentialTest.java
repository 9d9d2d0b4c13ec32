package io.schism.checkers.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Evidence;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.txn.NaiveIsolation.Txn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checker against the definitions, tried out one by one, on many small random histories, under every assumption on versions. */
class RwRegisterDifferentialTest {
    private static final int HISTORIES = 4_000;
    private static final Budget BUDGET = Budget.ofDefaults();
    private static final int WFR = 1;
    private static final int SEQUENTIAL = 2;
    private static final int LINEARIZABLE = 4;

    private static RwRegister checker(Order order, int assumptions) {
        return new RwRegister(IsolationOptions.builder()
                .consistencyModels(ListAppendDifferentialTest.model(order))
                .wfrKeys((assumptions & WFR) != 0)
                .sequentialKeys((assumptions & SEQUENTIAL) != 0)
                .linearizableKeys((assumptions & LINEARIZABLE) != 0)
                .directEdges(0)
                .build());
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(ints = {0, WFR, SEQUENTIAL, LINEARIZABLE, WFR | SEQUENTIAL | LINEARIZABLE})
    void findsTheSameClassesOfCyclesInManyMore(int assumptions) {
        compare(assumptions, HISTORIES, 10 * HISTORIES);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                WFR,
                SEQUENTIAL,
                LINEARIZABLE,
                WFR | SEQUENTIAL,
                WFR | LINEARIZABLE,
                WFR | SEQUENTIAL | LINEARIZABLE
            })
    void findsTheSameClassesOfCyclesAsTryingThemAll(int assumptions) {
        compare(assumptions, 0, HISTORIES);
    }

    private static void compare(int assumptions, long from, long to) {
        int cyclic = 0;
        for (long seed = from; seed < to; seed++) {
            History history = RandomHistory.registers(seed, 5, true);
            Order order = Order.values()[(int) (seed % 3)];

            CheckResult result = checker(order, assumptions).check(history, BUDGET);

            Versions versions = new Versions(history, assumptions);
            Set<String> naive = NaiveIsolation.registerCycles(history, order, versions.later);
            cyclic += versions.cyclic ? 1 : 0;
            assertThat(Lattice.impliedBy(ListAppendDifferentialTest.cyclesIn(result)))
                    .as("seed %d: %s", seed, history.operations())
                    .isEqualTo(Lattice.impliedBy(naive));
            assertThat(((List<?>) Objects.requireNonNull(result.details().get("anomalies")))
                            .contains("cyclic-versions"))
                    .as("seed %d: %s", seed, history.operations())
                    .isEqualTo(versions.cyclic);
        }
        assertThat(cyclic > 0).isEqualTo(assumptions != 0);
    }

    @Test
    void neverConvictsAHistoryThatSomeOrderExplains() {
        int explained = 0;
        for (long seed = 0; seed < HISTORIES * 3; seed++) {
            History history = RandomHistory.registers(seed, 4, true);
            if (!NaiveIsolation.strictSerializable(history, false)) {
                continue;
            }
            explained++;
            for (int assumptions = 0; assumptions < 8; assumptions++) {
                CheckResult result = checker(Order.REALTIME, assumptions).check(history, BUDGET);

                assertThat(result.verdict())
                        .as("seed %d: %s %s", seed, result.reason(), history.operations())
                        .isNotEqualTo(Verdict.INVALID);
            }
        }
        assertThat(explained).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, WFR | LINEARIZABLE})
    void evidenceAloneShowsTheAnomaly(int assumptions) {
        for (long seed = 0; seed < HISTORIES / 4; seed++) {
            History history = RandomHistory.registers(seed, 8, true);
            RwRegister checker = checker(Order.REALTIME, assumptions);
            for (Evidence evidence : checker.check(history, BUDGET).evidence()) {
                CheckResult again = checker.check(History.of(evidence.operations()), BUDGET);

                assertThat((List<?>) again.details().get("anomalies"))
                        .as("seed %d: %s", seed, evidence)
                        .satisfies(names -> assertThat(
                                        names.stream().map(String::valueOf).toList())
                                .containsAnyElementsOf(Lattice.implying(Set.of(evidence.title()))));
            }
        }
    }

    /** The order of versions by the definitions: every assumption in turn, left out where it leads to a circle. */
    private static final class Versions {
        private final Set<List<?>> later = new HashSet<>();
        private boolean cyclic;

        Versions(History history, int assumptions) {
            List<Txn> all = NaiveIsolation.transactions(history);
            if ((assumptions & WFR) != 0) {
                take(readThenWritten(all));
            }
            if ((assumptions & SEQUENTIAL) != 0) {
                take(successive(all, (a, b) -> a.process() == b.process()));
            }
            if ((assumptions & LINEARIZABLE) != 0) {
                take(successive(all, (a, b) -> true));
            }
        }

        private void take(Set<List<@Nullable Object>> more) {
            Set<List<?>> both = new HashSet<>(later);
            both.addAll(more);
            if (circular(both)) {
                cyclic = true;
                return;
            }
            later.addAll(more);
        }

        private static Set<Object> keys(List<Txn> all) {
            Set<Object> keys = new HashSet<>();
            all.forEach(txn -> txn.mops().forEach(mop -> keys.add(mop.get(1))));
            return keys;
        }

        private static Set<List<@Nullable Object>> readThenWritten(List<Txn> all) {
            Set<List<@Nullable Object>> pairs = new HashSet<>();
            for (Object key : keys(all)) {
                for (Txn txn : all) {
                    List<@Nullable Object> read = NaiveIsolation.externalRead(txn, key);
                    Object wrote = NaiveIsolation.externalWrite(txn, key);
                    if (txn.ok()
                            && !read.isEmpty()
                            && read.get(0) != null
                            && wrote != null
                            && !wrote.equals(read.get(0))) {
                        pairs.add(Arrays.asList(key, read.get(0), wrote));
                    }
                }
            }
            return pairs;
        }

        private static Set<List<@Nullable Object>> successive(List<Txn> all, BiPredicate<Txn, Txn> related) {
            Set<List<@Nullable Object>> pairs = new HashSet<>();
            for (Object key : keys(all)) {
                List<Txn> touching =
                        all.stream().filter(txn -> touches(txn, key)).toList();
                for (Txn a : touching) {
                    for (Txn b : touching) {
                        boolean direct = before(a, b)
                                && related.test(a, b)
                                && touching.stream().noneMatch(m -> related.test(a, m) && before(a, m) && before(m, b));
                        Object last = end(a, key, true);
                        Object first = end(b, key, false);
                        if (direct && !Objects.equals(last, first)) {
                            pairs.add(Arrays.asList(key, last, first));
                        }
                    }
                }
            }
            return pairs;
        }

        private static boolean touches(Txn txn, Object key) {
            return (txn.ok() && !NaiveIsolation.externalRead(txn, key).isEmpty())
                    || (txn.possible() && NaiveIsolation.externalWrite(txn, key) != null);
        }

        private static boolean before(Txn a, Txn b) {
            return a.ok() && a.completed() < b.invoked();
        }

        private static @Nullable Object end(Txn txn, Object key, boolean last) {
            List<@Nullable Object> read = NaiveIsolation.externalRead(txn, key);
            Object wrote = NaiveIsolation.externalWrite(txn, key);
            boolean takeWrite = last ? wrote != null : read.isEmpty();
            return takeWrite ? wrote : read.get(0);
        }

        /** True when some key's versions, unset before all others, are in no order. */
        private static boolean circular(Set<List<?>> pairs) {
            List<List<?>> open = new ArrayList<>(pairs);
            boolean more = true;
            while (more) {
                more = open.removeIf(pair -> open.stream()
                        .noneMatch(other ->
                                other.get(0).equals(pair.get(0)) && Objects.equals(other.get(2), pair.get(1))));
            }
            return !open.isEmpty() || pairs.stream().anyMatch(pair -> pair.get(2) == null);
        }
    }
}
