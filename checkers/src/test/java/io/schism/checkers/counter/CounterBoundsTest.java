package io.schism.checkers.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Lines;
import io.schism.checkers.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterBoundsTest {
    private static CheckResult check(String text, long initial) {
        return new CounterBounds(initial).check(Lines.history(text.replace('~', '\n')), Budget.ofDefaults());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 invoke read ~ 0 ok read 0                                                               | VALID
            0 invoke read ~ 0 ok read 1                                                               | INVALID
            0 invoke add 2 ~ 0 ok add 2 ~ 0 invoke read ~ 0 ok read 2                                 | VALID
            0 invoke add ~ 0 ok add ~ 0 invoke read ~ 0 ok read 1                                     | VALID
            0 invoke add 2 ~ 0 ok add 2 ~ 0 invoke read ~ 0 ok read 1                                 | INVALID
            0 invoke add 2 ~ 0 fail add 2 ~ 0 invoke read ~ 0 ok read 2                               | INVALID
            0 invoke add 2 ~ 0 info add 2 ~ 1 invoke read ~ 1 ok read 2                               | VALID
            0 invoke add 2 ~ 0 info add 2 ~ 1 invoke read ~ 1 ok read 0                               | VALID
            0 invoke add 2 ~ 0 info add 2 ~ 1 invoke read ~ 1 ok read 3                               | INVALID
            1 invoke read ~ 0 invoke add 2 ~ 0 ok add 2 ~ 1 ok read 0                                 | VALID
            1 invoke read ~ 0 invoke add 2 ~ 0 ok add 2 ~ 1 ok read 2                                 | VALID
            1 invoke read ~ 0 invoke add 2 ~ 1 ok read 2 ~ 0 ok add 2                                 | VALID
            1 invoke read ~ 1 ok read 2 ~ 0 invoke add 2 ~ 0 ok add 2                                 | INVALID
            0 invoke add -3 ~ 0 ok add -3 ~ 0 invoke read ~ 0 ok read -3                              | VALID
            0 invoke add -3 ~ 0 ok add -3 ~ 0 invoke read ~ 0 ok read 0                               | INVALID
            0 invoke add 5 ~ 0 ok add 5 ~ 1 invoke add -3 ~ 1 info add -3 ~ 0 invoke read ~ 0 ok read 2 | VALID
            0 invoke add 5 ~ 0 ok add 5 ~ 1 invoke add -3 ~ 1 info add -3 ~ 0 invoke read ~ 0 ok read 1 | INVALID
            0 invoke add [a] 1 ~ 0 ok add [a] 1 ~ 0 invoke read [b] null ~ 0 ok read [b] 1            | INVALID
            0 invoke add 2 ~ 0 ok add 2                                                               | UNKNOWN
            0 invoke read ~ 0 ok read                                                                 | UNKNOWN
            0 invoke add "x" ~ 0 ok add "x" ~ 0 invoke read ~ 0 ok read 1                             | UNKNOWN
            0 invoke read ~ 0 ok read "0"                                                             | UNKNOWN
            0 invoke read ~ 0 fail read 7                                                             | UNKNOWN
            0 invoke read ~ 0 info read 7                                                             | UNKNOWN
            """)
    void judges(String text, Verdict expected) {
        assertThat(check(text, 0).verdict()).isEqualTo(expected);
    }

    @Test
    void saysWhatTheCounterMustHaveBeen() {
        CheckResult result = check("0 invoke add 2 ~ 0 ok add 2 ~ 1 invoke read ~ 1 ok read 11", 10);

        assertThat(result.reason()).isEqualTo("process 1 read 11, but the counter was at least 12 while it read");
        assertThat(result.evidence().get(0).details())
                .containsEntry("lower", 12L)
                .containsEntry("upper", 12L);
    }
}
