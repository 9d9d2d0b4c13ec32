package io.schism.checkers.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.checkers.model.Models;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of a history that say nothing new change no verdict, and ones that say less never turn valid into invalid. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MetamorphicTest {
    private static final int HISTORIES = 150;

    static List<String> models() {
        return Models.names();
    }

    private static Verdict verdict(String model, List<Operation> lines) {
        return Linearizable.of(Models.named(model))
                .check(History.of(lines), Budget.ofDefaults())
                .verdict();
    }

    @ParameterizedTest
    @MethodSource("models")
    void namesDoNotMatter(String model) {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            List<Operation> lines = lines(model, seed);
            Map<Integer, Integer> processes = new HashMap<>();
            List<Operation> renamed = new ArrayList<>();
            for (Operation line : lines) {
                int process = processes.computeIfAbsent(line.process(), any -> 1000 - 7 * processes.size());
                renamed.add(new Operation(
                        line.index() * 3,
                        5,
                        process,
                        line.type(),
                        line.f(),
                        "another key",
                        renamed(model, line.value()),
                        null));
            }

            assertThat(verdict(model, renamed)).as("%s, seed %d", model, seed).isEqualTo(verdict(model, lines));
        }
    }

    /** Another value for each, where values are mere names. */
    private static @Nullable Object renamed(String model, @Nullable Object value) {
        boolean names =
                switch (model) {
                    case "register", "cas-register", "set", "fifo-queue", "unordered-queue" -> true;
                    default -> false;
                };
        if (names && value instanceof Long number) {
            return "v" + (number * 31 + 5);
        }
        if (names && value instanceof List<?> list) {
            return list.stream().map(each -> renamed(model, each)).toList();
        }
        return value;
    }

    @ParameterizedTest
    @MethodSource("models")
    void earlierInvocationsLaterReturnsAndLostAnswersForbidNothing(String model) {
        int valid = 0;
        for (long seed = 1; seed <= HISTORIES; seed++) {
            List<Operation> lines = lines(model, seed);
            if (verdict(model, lines) != Verdict.VALID) {
                continue;
            }
            valid++;
            Random random = new Random(seed);
            List<Operation> wider = new ArrayList<>(lines);
            for (int i = 0; i < 5; i++) {
                wider = random.nextBoolean() ? widened(wider, random) : forgotten(wider, random);
            }

            assertThat(verdict(model, wider)).as("%s, seed %d", model, seed).isEqualTo(Verdict.VALID);
        }
        assertThat(valid).isPositive();
    }

    /** Moves one line over its neighbour where that makes an interval longer. */
    private static List<Operation> widened(List<Operation> lines, Random random) {
        List<Operation> wider = new ArrayList<>(lines);
        int place = random.nextInt(wider.size() - 1);
        Operation first = wider.get(place);
        Operation second = wider.get(place + 1);
        boolean overlaps = first.type() != Operation.Type.INVOKE
                && second.type() == Operation.Type.INVOKE
                && first.process() != second.process();
        if (overlaps) {
            wider.set(place, second);
            wider.set(place + 1, first);
        }
        return wider;
    }

    /** Makes the outcome of one call unknown; its process never calls again, as recorders have it. */
    private static List<Operation> forgotten(List<Operation> lines, Random random) {
        List<Operation> fewer = new ArrayList<>(lines);
        int place = random.nextInt(fewer.size());
        Operation line = fewer.get(place);
        boolean last =
                fewer.subList(place + 1, fewer.size()).stream().noneMatch(later -> later.process() == line.process());
        if (last && line.type() == Operation.Type.OK) {
            fewer.set(
                    place,
                    new Operation(
                            line.index(),
                            line.time(),
                            line.process(),
                            Operation.Type.INFO,
                            line.f(),
                            line.key(),
                            null,
                            null));
        }
        return fewer;
    }

    private static List<Operation> lines(String model, long seed) {
        Random random = new Random(seed);
        List<Operation> lines = List.of();
        while (lines.size() < 4) {
            lines = RandomHistories.make(Toy.named(model), random, 4, 20).operations();
        }
        return lines;
    }
}
