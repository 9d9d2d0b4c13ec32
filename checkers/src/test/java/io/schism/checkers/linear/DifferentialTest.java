package io.schism.checkers.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.schism.checkers.Budget;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.model.Model;
import io.schism.checkers.model.Models;
import io.schism.checkers.model.NullRead;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way to judge against the definition, on small random histories of every model, and against the plain search on larger ones. The
 * seed is printed when they differ; {@code -Dschism.seed=N} starts there.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class DifferentialTest {
    private static final int HISTORIES = 15_000;
    private static final long FIRST = Long.getLong("schism.seed", 1);

    private static List<String> kinds() {
        List<String> kinds = new ArrayList<>(Models.names());
        kinds.addAll(List.of("register of unique values", "growing set", "set without reads"));
        return kinds;
    }

    private static Model model(String kind) {
        return switch (kind) {
            case "register of unique values" -> Models.named("cas-register");
            case "growing set", "set without reads" -> Models.named("set");
            default -> Models.named(kind);
        };
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void agreesWithBruteForce(String kind) {
        compareWithBruteForce(kind, FIRST, HISTORIES);
    }

    @Tag("soak")
    @ParameterizedTest
    @MethodSource("kinds")
    void agreesWithBruteForceForLong(String kind) {
        compareWithBruteForce(kind, FIRST + 1_000_000, 50 * HISTORIES);
    }

    private static void compareWithBruteForce(String kind, long first, int histories) {
        Toy start = Toy.named(kind);
        int invalid = 0;
        for (long seed = first; seed < first + histories; seed++) {
            Random random = new Random(seed);
            History history = RandomHistories.make(start, random, 2 + random.nextInt(4), 3 + random.nextInt(6));
            boolean linearizable = BruteForce.linearizable(history, start);
            Verdict expected = linearizable || history.size() == 0 ? Verdict.VALID : Verdict.INVALID;
            invalid += linearizable ? 0 : 1;
            Spending spending = Spending.start(Budget.ofDefaults());
            Object initial = model(kind).initial(null);
            Calls calls = calls(model(kind), history);
            demand(
                    kind,
                    seed,
                    history,
                    expected,
                    PlainSearch.run(calls, initial, spending).verdict(),
                    "plain search");
            demand(
                    kind,
                    seed,
                    history,
                    expected,
                    Search.run(calls, initial, spending).verdict(),
                    "search");
            demand(
                    kind,
                    seed,
                    history,
                    expected,
                    Judge.judge(calls, initial, spending).verdict(),
                    "quickest way");
            if (seed % 8 == 0 && history.size() > 0) {
                Verdict verdict = Linearizable.of(model(kind))
                        .check(history, Budget.ofDefaults().withThreads(1))
                        .verdict();
                demand(kind, seed, history, expected, verdict, "checker");
            }
        }
        assertThat(invalid).as("a fair share of both verdicts").isBetween(histories / 20, histories * 19 / 20);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void agreesWithThePlainSearch(String kind) {
        compareWithPlainSearch(kind, FIRST, 150);
    }

    @Tag("soak")
    @ParameterizedTest
    @MethodSource("kinds")
    void agreesWithThePlainSearchForLong(String kind) {
        compareWithPlainSearch(kind, FIRST + 1_000_000, 40_000);
    }

    private static void compareWithPlainSearch(String kind, long first, int histories) {
        Toy start = Toy.named(kind);
        for (long seed = first; seed < first + histories; seed++) {
            Random random = new Random(seed);
            History history = RandomHistories.make(start, random, 3 + random.nextInt(5), 10 + random.nextInt(20));
            Spending spending = Spending.start(Budget.ofDefaults());
            Object initial = model(kind).initial(null);
            Calls calls = calls(model(kind), history);
            Answer expected;
            try {
                expected = PlainSearch.run(calls, initial, spending.withSteps(3_000));
            } catch (SpentException e) {
                continue; // Too many calls of unknown outcome for the plain search; the next seed has fewer.
            }
            Answer search = Search.run(calls, initial, spending);
            demand(kind, seed, history, expected.verdict(), search.verdict(), "search");
            assertThat(search.failing()).as("%s, seed %d", kind, seed).isEqualTo(expected.failing());
            demand(
                    kind,
                    seed,
                    history,
                    expected.verdict(),
                    Judge.judge(calls, initial, spending).verdict(),
                    "quickest way");
        }
    }

    static Calls calls(Model model, History history) {
        List<Keys.Part> parts = Keys.of(history);
        if (parts.isEmpty()) {
            return new Calls(List.of(), new int[0], new int[0], new int[0]);
        }
        return Calls.of(history, parts.get(0).positions, parts.get(0).count, model, NullRead.UNSET);
    }

    private static void demand(String kind, long seed, History history, Verdict expected, Verdict actual, String way) {
        if (expected != actual) {
            fail(kind + ", seed " + seed + ": expected " + expected.word() + ", " + way + " said " + actual.word()
                    + "\n" + history.operations().stream().map(String::valueOf).collect(Collectors.joining("\n")));
        }
    }
}
