package io.schism.checkers.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A seeded bug is convicted, and the same clients on the sound store never are. */
class RedGateTest {
    private static final int SEEDS = 200;
    private static final int OPERATIONS = 200;

    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    static List<Scenario> all() {
        return Stream.concat(Scenarios.all().stream(), Scenarios.confused().stream())
                .toList();
    }

    private static CheckResult judge(Scenario scenario, long seed, double broken) {
        Store store = scenario.store()
                .make(RandomGeneratorFactory.of("L64X128MixRandom").create(seed + 1_000_000), broken);
        History history = Clients.run(seed, OPERATIONS, store, scenario.generator(), scenario.finals());
        return scenario.checker().check(history, Budget.ofDefaults());
    }

    @ParameterizedTest
    @MethodSource("all")
    void neverConvictsASoundStore(Scenario scenario) {
        int valid = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            CheckResult result = judge(scenario, seed, 0);

            assertThat(result.verdict())
                    .as("%s, seed %d: %s %s", scenario, seed, result.reason(), result.evidence())
                    .isNotEqualTo(Verdict.INVALID);
            valid += result.verdict() == Verdict.VALID ? 1 : 0;
        }
        assertThat(valid).as("%s: valid verdicts of %d", scenario, SEEDS).isGreaterThan(0);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void convictsABrokenStore(Scenario scenario) {
        int convicted = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            CheckResult result = judge(scenario, seed, 0.2);

            if (result.verdict() == Verdict.INVALID) {
                convicted++;
                assertThat(result.evidence()).as("%s, seed %d", scenario, seed).isNotEmpty();
                assertThat(result.reason()).isNotBlank();
            }
        }
        assertThat(convicted).as("%s: convictions of %d", scenario, SEEDS).isGreaterThan(SEEDS * 8 / 10);
    }
}
