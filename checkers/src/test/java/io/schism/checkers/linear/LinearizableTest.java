package io.schism.checkers.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Lines;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.checkers.model.Action;
import io.schism.checkers.model.Call;
import io.schism.checkers.model.Model;
import io.schism.checkers.model.Models;
import io.schism.checkers.model.NotInModelException;
import io.schism.checkers.model.NullRead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LinearizableTest {
    private static CheckResult check(String model, String lines) {
        return Linearizable.of(Models.named(model)).check(Lines.history(lines), Budget.ofDefaults());
    }

    /** For each model a history that keeps its rules, and the bug that breaks them. */
    static Stream<Arguments> redGate() {
        return Stream.of(
                Arguments.of(
                        "register", """
                        0 invoke write 1
                        0 ok write 1
                        1 invoke write 2
                        1 ok write 2
                        0 invoke read
                        """,
                        "0 ok read 2", "0 ok read 1"),
                Arguments.of(
                        "cas-register", """
                        0 invoke write 1
                        0 ok write 1
                        1 invoke cas [1, 2]
                        0 invoke cas [1, 3]
                        1 ok cas [1, 2]
                        """,
                        "0 fail cas [1, 3]", "0 ok cas [1, 3]"),
                Arguments.of(
                        "multi-register",
                        """
                        0 invoke txn [["w", "x", 1], ["w", "y", 1]]
                        0 ok txn [["w", "x", 1], ["w", "y", 1]]
                        1 invoke txn [["r", "x", null], ["r", "y", null]]
                        """,
                        "1 ok txn [[\"r\", \"x\", 1], [\"r\", \"y\", 1]]",
                        "1 ok txn [[\"r\", \"x\", 1], [\"r\", \"y\", null]]"),
                Arguments.of(
                        "versioned-register", """
                        0 invoke write [null, 7]
                        0 ok write [1, 7]
                        1 invoke write [null, 7]
                        1 ok write [2, 7]
                        0 invoke read
                        """,
                        "0 ok read [2, 7]", "0 ok read [1, 7]"),
                Arguments.of(
                        "kv", """
                        0 invoke append [x] "a"
                        0 ok append [x] "a"
                        1 invoke append [x] "b"
                        1 ok append [x] "b"
                        0 invoke get [x] null
                        """,
                        "0 ok get [x] \"ab\"", "0 ok get [x] \"ba\""),
                Arguments.of(
                        "mutex", """
                        0 invoke acquire
                        0 ok acquire
                        1 invoke acquire
                        """,
                        "1 info acquire", "1 ok acquire"),
                Arguments.of(
                        "fencing-lock", """
                        0 invoke acquire
                        0 ok acquire 5
                        0 invoke release
                        0 ok release
                        1 invoke acquire
                        """,
                        "1 ok acquire 6", "1 ok acquire 5"),
                Arguments.of(
                        "set", """
                        0 invoke add 1
                        0 ok add 1
                        0 invoke add 2
                        0 info add 2
                        1 invoke read
                        """,
                        "1 ok read [2, 1]", "1 ok read [2]"),
                Arguments.of(
                        "fifo-queue", """
                        0 invoke enqueue 1
                        0 ok enqueue 1
                        0 invoke enqueue 2
                        0 ok enqueue 2
                        1 invoke dequeue
                        """,
                        "1 ok dequeue 1", "1 ok dequeue 2\n1 invoke dequeue\n1 ok dequeue 1"),
                Arguments.of(
                        "unordered-queue", """
                        0 invoke enqueue 1
                        0 ok enqueue 1
                        1 invoke dequeue
                        1 ok dequeue 1
                        1 invoke dequeue
                        """,
                        "1 ok dequeue null", "1 ok dequeue 1"),
                Arguments.of(
                        "counter", """
                        0 invoke add 2
                        0 ok add 2
                        0 invoke add 1
                        0 info add 1
                        1 invoke read
                        """,
                        "1 ok read 3", "1 ok read 1"));
    }

    @ParameterizedTest
    @MethodSource("redGate")
    void convictsTheBugAndOnlyTheBug(String model, String common, String kept, String broken) {
        assertThat(check(model, common + kept).verdict()).isEqualTo(Verdict.VALID);
        CheckResult convicted = check(model, common + broken);
        assertThat(convicted.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(convicted.evidence()).hasSize(1);
        assertThat(convicted.reason()).contains("cannot be explained");
    }

    @Test
    void everyModelHasItsRedGate() {
        assertThat(redGate().map(arguments -> (String) arguments.get()[0])).containsAll(Models.names());
    }

    @Test
    void judgesEachKeyAlone() {
        CheckResult result = check("register", """
                0 invoke write [x] 1
                0 ok write [x] 1
                1 invoke read [y] null
                1 ok read [y] null
                1 invoke read [z] null
                1 ok read [z] 1
                """);

        assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(result.details()).containsEntry("invalidKeys", List.of("z")).containsEntry("keys", 3L);
        assertThat(result.evidence().get(0).details()).containsEntry("key", "z");
    }

    @Test
    void takesAWriteOfUnknownOutcomeAtAnyLaterTimeOrNever() {
        String begin = """
                0 invoke write 1
                0 ok write 1
                1 invoke write 2
                1 info write 2
                0 invoke read
                0 ok read 1
                0 invoke read
                """;

        assertThat(check("register", begin + "0 ok read 1").verdict()).isEqualTo(Verdict.VALID);
        assertThat(check("register", begin + "0 ok read 2").verdict()).isEqualTo(Verdict.VALID);
        assertThat(check("register", begin + "0 ok read 2\n0 invoke read\n0 ok read 1")
                        .verdict())
                .isEqualTo(Verdict.INVALID);
    }

    @Test
    void startsAtTheInitialValue() {
        History history = Lines.history("0 invoke read\n0 ok read 0");
        Model model = Models.named("register");

        assertThat(Linearizable.builder(model)
                        .initial(0L)
                        .build()
                        .check(history, Budget.ofDefaults())
                        .verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(Linearizable.of(model).check(history, Budget.ofDefaults()).verdict())
                .isEqualTo(Verdict.INVALID);
    }

    @Test
    void takesAReadOfNullAsItIsTold() {
        History history = Lines.history("0 invoke write 1\n0 ok write 1\n0 invoke read\n0 ok read null");
        Linearizable.Builder builder = Linearizable.builder(Models.named("register"));

        assertThat(builder.nullRead(NullRead.ANY)
                        .build()
                        .check(history, Budget.ofDefaults())
                        .verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(builder.nullRead(NullRead.UNSET)
                        .build()
                        .check(history, Budget.ofDefaults())
                        .verdict())
                .isEqualTo(Verdict.INVALID);
    }

    @Test
    void isUnknownWhenTheModelDoesNotKnowTheOperation() {
        CheckResult result = check("register", "0 invoke cas [1, 2]\n0 ok cas [1, 2]");

        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.reason()).contains("operation 0", "\"cas\"", "read and write");
    }

    @Test
    void isUnknownWhenNothingWasDone() {
        assertThat(Linearizable.of(Models.named("register"))
                        .check(History.of(List.of()), Budget.ofDefaults())
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void refusesAModelOrAnInitialValueThatThereIsNot() {
        assertThatThrownBy(() -> Models.named("stack"))
                .isInstanceOf(NotInModelException.class)
                .hasMessageContaining("fifo-queue");
        assertThatThrownBy(() -> Linearizable.builder(Models.named("counter"))
                        .initial("none")
                        .build())
                .isInstanceOf(NotInModelException.class)
                .hasMessageContaining("none");
    }

    /** A model as a user of the library may write one: a tally of which each step is slow, or fails. */
    private record Tally(boolean breaks) implements Model {
        private record Add(long amount, boolean breaks) implements Action {
            @Override
            public List<Object> after(Object state) {
                if (breaks) {
                    throw new IllegalStateException("out of paper");
                }
                return List.of((Long) state + amount);
            }
        }

        private record Show(long total) implements Action {
            @Override
            public List<Object> after(Object state) {
                return state.equals(total) ? List.of(state) : List.of();
            }
        }

        @Override
        public String name() {
            return "tally";
        }

        @Override
        public Object initial(@Nullable Object value) {
            return value == null ? 0L : value;
        }

        @Override
        public @Nullable Action understand(Call call) {
            if (call.argument() instanceof Long amount) {
                return new Add(amount, breaks);
            }
            return call.result() instanceof Long total ? new Show(total) : null;
        }
    }

    @Test
    void judgesAModelOfOnesOwn() {
        String common = "0 invoke add 2\n1 invoke add 3\n0 ok add 2\n0 invoke show\n";
        Linearizable checker = Linearizable.of(new Tally(false));

        assertThat(checker.check(Lines.history(common + "0 ok show 5"), Budget.ofDefaults())
                        .verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(checker.check(Lines.history(common + "0 ok show 3"), Budget.ofDefaults())
                        .verdict())
                .isEqualTo(Verdict.INVALID);
    }

    @Test
    void isUnknownWhenAModelOfOnesOwnBreaks() {
        CheckResult result = Linearizable.of(new Tally(true))
                .check(Lines.history("0 invoke add 2\n0 ok add 2"), Budget.ofDefaults());

        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.reason()).contains("out of paper");
    }

    /** Thirty additions of distinct amounts whose outcome is unknown, and a total that none of their sums is. */
    private static History hopeless() {
        List<Operation> lines = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            lines.add(new Operation(i, -1, i, Operation.Type.INVOKE, "add", null, 1L << i, null));
        }
        lines.add(new Operation(30, -1, 99, Operation.Type.INVOKE, "read", null, null, null));
        lines.add(new Operation(31, -1, 99, Operation.Type.OK, "read", null, -1L, null));
        return History.of(lines);
    }

    @Test
    void isUnknownWhenTheTimeIsSpentAndLeavesNoThread() {
        CheckResult result = Linearizable.of(Models.named("counter"))
                .check(hopeless(), Budget.ofDefaults().withTime(Duration.ofMillis(200)));

        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.reason()).contains("200 ms");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("linearizable-"));
    }

    @Test
    void isUnknownWhenTheMemoryIsSpent() {
        CheckResult result = Linearizable.of(Models.named("counter"))
                .check(hopeless(), Budget.ofDefaults().withBytes(20_000_000));

        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.reason()).contains("20000000 bytes");
    }

    @Test
    void stopsWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        CheckResult result = Linearizable.of(Models.named("counter")).check(hopeless(), Budget.ofDefaults());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    }
}
