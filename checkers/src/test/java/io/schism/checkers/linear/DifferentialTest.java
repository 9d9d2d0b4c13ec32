package io.schism.checkers.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.schism.checkers.Budget;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.model.Models;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The checker against the definition, on small random histories of every model. The seed is printed when they differ; {@code
 * -Dschism.seed=N} starts there.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DifferentialTest {
    private static final int HISTORIES = 20_000;

    static List<String> models() {
        return Models.names();
    }

    @ParameterizedTest
    @MethodSource("models")
    void agreesWithBruteForce(String model) {
        long first = Long.getLong("schism.seed", 1);
        int invalid = 0;
        for (long seed = first; seed < first + HISTORIES; seed++) {
            Random random = new Random(seed);
            Toy start = Toy.named(model);
            History history = RandomHistories.make(start, random, 2 + random.nextInt(3), 3 + random.nextInt(6));
            boolean expected = BruteForce.linearizable(history, start);
            Verdict verdict = Linearizable.of(Models.named(model))
                    .check(history, Budget.ofDefaults().withThreads(1))
                    .verdict();
            if (verdict != (expected ? Verdict.VALID : Verdict.INVALID) && history.size() > 0) {
                fail(model + ", seed " + seed + ": expected " + (expected ? "valid" : "invalid") + ", was "
                        + verdict.word() + "\n" + text(history));
            }
            invalid += expected ? 0 : 1;
        }
        assertThat(invalid).as("a fair share of both verdicts").isBetween(HISTORIES / 20, HISTORIES * 19 / 20);
    }

    private static String text(History history) {
        return history.operations().stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }
}
