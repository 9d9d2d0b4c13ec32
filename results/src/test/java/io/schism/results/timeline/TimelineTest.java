package io.schism.results.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.CheckResult;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.checkers.history.Operation.Type;
import io.schism.results.SampleRuns;
import io.schism.results.figures.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final History HISTORY = History.of(List.of(
            operation(0, 0, Type.INVOKE, "write", 1L),
            operation(1, 1, Type.INVOKE, "read", null),
            operation(2, 0, Type.INFO, "write", 1L),
            operation(3, 1, Type.OK, "read", 1L),
            operation(4, 10, Type.INVOKE, "cas", List.of(1L, 2L))));

    private static Operation operation(long index, int process, Type type, String f, @Nullable Object value) {
        return new Operation(index, index * 1000, process, type, f, "x", value, null);
    }

    @Test
    void completesEvidenceThatNamesOneHalfOfACall() {
        List<Call> calls = EvidenceCalls.of(List.of(HISTORY.get(2), HISTORY.get(1), HISTORY.get(4)), HISTORY);

        assertThat(calls)
                .containsExactly(
                        new Call(HISTORY.get(0), HISTORY.get(2)),
                        new Call(HISTORY.get(1), HISTORY.get(3)),
                        new Call(HISTORY.get(4), null));
        assertThat(EvidenceCalls.indices(calls)).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void keepsEvidenceThatTheHistoryDoesNotHave() {
        Operation strange = operation(99, 5, Type.OK, "read", 7L);

        assertThat(EvidenceCalls.of(List.of(strange), HISTORY)).containsExactly(new Call(strange, strange));
    }

    @Test
    void keepsAClientOnItsLineWhenItsProcessGetsANewNumber() {
        Map<String, @Nullable Object> drawn = Timeline.of(
                        Call.of(HISTORY), Set.of(3L), Orders.none(), SampleRuns.faults(), SampleRuns.info())
                .json();

        assertThat(drawn).containsEntry("lanes", List.of("client 0 → n1", "client 1 → n2"));
        assertThat(bars(drawn)).extracting("lane").containsExactly(0, 1, 0);
        assertThat(bars(drawn)).extracting("outcome").containsExactly("info", "ok", "info");
        assertThat(bars(drawn)).extracting("to").containsExactly(2, 3, -1);
        assertThat(bars(drawn)).extracting(bar -> bar.get("marked")).containsExactly(null, true, null);
    }

    @SuppressWarnings("unchecked") // as Timeline.json makes it
    private static List<Map<String, @Nullable Object>> bars(Map<String, @Nullable Object> drawn) {
        Object bars = drawn.get("bars");
        return bars == null ? List.of() : (List<Map<String, @Nullable Object>>) bars;
    }

    @Test
    void sharesLinesBetweenManyProcessesThatDoNotOverlap() {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calls.add(new Call(
                    operation(2L * i, i, Type.INVOKE, "write", 1L), operation(2L * i + 3, i, Type.INFO, "write", 1L)));
        }

        assertThat(Set.copyOf(Lanes.packed(calls).values())).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void surroundsEvidenceWithTheNearestCallsOnItsKey() {
        History history = SampleRuns.valid(2000).history();
        List<Call> all = Call.of(history);
        Call middle = all.get(all.size() / 2);

        List<Call> around = Surroundings.of(List.of(middle), history, 20);

        assertThat(around).hasSize(20).contains(middle);
        assertThat(around)
                .allMatch(call -> String.valueOf(call.invocation().key())
                        .equals(String.valueOf(middle.invocation().key())));
    }

    @Test
    void tellsCallsInFewWords() {
        assertThat(text("read", null, 3L)).isEqualTo("read → 3");
        assertThat(text("read", null, null)).isEqualTo("read → nil");
        assertThat(text("write", 5L, 5L)).isEqualTo("write 5");
        assertThat(text("cas", List.of(1L, 2L), List.of(1L, 2L))).isEqualTo("cas 1 to 2");
        assertThat(text("enqueue", "", "")).isEqualTo("enqueue \"\"");
        assertThat(text("dequeue", null, "a b")).isEqualTo("dequeue → \"a b\"");
        assertThat(text("txn", List.of(), List.of(List.of("append", "x", 1L), Arrays.asList("r", "y", null))))
                .isEqualTo("append x 1, r y → nil");
        assertThat(OperationText.of(
                        new Call(operation(0, 0, Type.INVOKE, "txn", List.of(Arrays.asList("r", "y", null))), null)))
                .isEqualTo("r y");
        assertThat(text("write", "x".repeat(100_000), null)).hasSizeLessThan(300);
    }

    private static String text(String f, @Nullable Object asked, @Nullable Object answer) {
        return OperationText.of(new Call(operation(0, 0, Type.INVOKE, f, asked), operation(1, 0, Type.OK, f, answer)));
    }

    @Test
    void readsThePossibleOrdersOfTheLinearizabilityChecker() {
        Orders orders = Orders.of(details(SampleRuns.invalid(900).result()));

        assertThat(orders.failing()).isPositive();
        assertThat(orders.paths()).isNotEmpty();
        assertThat(Orders.of(Map.of("failingInvocation", "?")).failing()).isEqualTo(-1);
    }

    private static Map<String, @Nullable Object> details(@Nullable CheckResult result) {
        assertThat(result).isNotNull();
        return result.parts().get(0).evidence().get(0).details();
    }
}
