package io.schism.checkers.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.checkers.history.Operation.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private final List<Operation> operations = new ArrayList<>();

    @Test
    void countsOutcomesByKindOfOperation() {
        // Given
        call(0, "read", Type.OK, 1);
        call(1, "read", Type.FAIL, 1);
        call(2, "write", Type.OK, 1);
        call(3, "write", Type.INFO, 1);
        add(4, "write", Type.INVOKE, 100);
        // When
        CheckResult result = check();
        // Then
        assertThat(result.verdict()).isEqualTo(Verdict.VALID);
        assertThat(result.reason()).isEqualTo("5 operations: 2 ok, 1 failed, 2 unknown");
        assertThat(kind(result, "read")).containsEntry("ok", 1L).containsEntry("fail", 1L);
        assertThat(kind(result, "write"))
                .containsEntry("ok", 1L)
                .containsEntry("info", 1L)
                .containsEntry("open", 1L);
    }

    @Test
    void measuresLatencyOfWhatSucceeded() {
        // Given
        for (int millis = 1; millis <= 100; millis++) {
            call(0, "read", Type.OK, millis);
        }
        call(0, "read", Type.FAIL, 5_000);
        // When
        Map<?, ?> latency = (Map<?, ?>) kind(check(), "read").get("latencyMs");
        // Then within the three digits that the histogram keeps
        assertThat((Double) latency.get("p50")).isBetween(49.9, 50.1);
        assertThat((Double) latency.get("p99")).isBetween(98.9, 99.2);
        assertThat((Double) latency.get("max")).isBetween(99.9, 100.2);
    }

    @Test
    void reportsUnknownWhenAKindNeverSucceeded() {
        // Given
        call(0, "read", Type.OK, 1);
        call(1, "cas", Type.FAIL, 1);
        call(2, "cas", Type.INFO, 1);
        // When
        CheckResult result = check();
        // Then
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.reason()).isEqualTo("no cas was ok (1 failed, 1 unknown), so that was not tested");
    }

    @Test
    void reportsUnknownWhenNothingWasInvoked() {
        add(Operation.NEMESIS, "kill", Type.INFO, 1);
        assertThat(check().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    private CheckResult check() {
        return new Statistics().check(History.of(operations), Budget.ofDefaults());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> kind(CheckResult result, String f) {
        return (Map<String, Object>) ((Map<?, ?>) result.details().get("byF")).get(f);
    }

    private void call(int process, String f, Type type, long millis) {
        long begin =
                operations.isEmpty() ? 0 : operations.get(operations.size() - 1).time();
        add(process, f, Type.INVOKE, begin);
        add(process, f, type, begin + millis * 1_000_000);
    }

    private void add(int process, String f, Type type, long time) {
        operations.add(new Operation(operations.size(), time, process, type, f, null, null, null));
    }
}
