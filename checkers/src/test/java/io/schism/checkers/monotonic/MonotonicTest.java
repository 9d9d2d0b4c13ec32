package io.schism.checkers.monotonic;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Lines;
import io.schism.checkers.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonotonicTest {
    private static CheckResult check(String text, Monotonic.Scope scope) {
        return new Monotonic(scope).check(Lines.history(text.replace('~', '\n')), Budget.ofDefaults());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 invoke read ~ 0 ok read 1 ~ 0 invoke read ~ 0 ok read 1                  | VALID   | VALID
            0 invoke read ~ 0 ok read 2 ~ 0 invoke read ~ 0 ok read 1                  | INVALID | INVALID
            0 invoke read ~ 0 ok read 2 ~ 1 invoke read ~ 1 ok read 1                  | VALID   | INVALID
            0 invoke read ~ 1 invoke read ~ 0 ok read 2 ~ 1 ok read 1                  | VALID   | VALID
            0 invoke inc ~ 0 ok inc 5 ~ 1 invoke read ~ 1 ok read 4                    | VALID   | INVALID
            0 invoke inc ~ 0 info inc 5 ~ 1 invoke read ~ 1 ok read 4                  | VALID   | VALID
            0 invoke inc ~ 0 fail inc 5 ~ 0 invoke read ~ 0 ok read 4                  | VALID   | VALID
            0 invoke read [a] null ~ 0 ok read [a] 2 ~ 0 invoke read [b] null ~ 0 ok read [b] 1 | VALID | VALID
            0 invoke read ~ 0 ok read                                                  | UNKNOWN | UNKNOWN
            0 invoke read ~ 0 info read 3                                              | UNKNOWN | UNKNOWN
            """)
    void judges(String text, Verdict session, Verdict realtime) {
        assertThat(check(text, Monotonic.Scope.SESSION).verdict()).as("session").isEqualTo(session);
        assertThat(check(text, Monotonic.Scope.REALTIME).verdict())
                .as("realtime")
                .isEqualTo(realtime);
    }

    @Test
    void showsBothObservations() {
        CheckResult result =
                check("0 invoke read ~ 0 ok read 2 ~ 1 invoke read ~ 1 ok read 1", Monotonic.Scope.REALTIME);

        assertThat(result.reason()).isEqualTo("process 1 saw 1 after process 0 had already seen 2");
        assertThat(result.evidence().get(0).operations()).hasSize(4);
    }
}
