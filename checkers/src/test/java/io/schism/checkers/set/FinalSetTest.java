package io.schism.checkers.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Lines;
import io.schism.checkers.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinalSetTest {
    private static CheckResult check(String text) {
        return new FinalSet().check(Lines.history(text.replace('~', '\n')), Budget.ofDefaults());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read [1]                                         | VALID
            0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read []                                          | INVALID
            0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read [1,2]                                       | INVALID
            0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read [] ~ 0 invoke read ~ 0 ok read [1]          | VALID
            0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read [1] ~ 0 invoke read ~ 0 fail read           | VALID
            0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read [1] ~ 0 invoke read ~ 0 info read           | VALID
            0 invoke add 1 ~ 0 ok add 1 ~ 1 invoke add 2 ~ 1 info add 2 ~ 0 invoke read ~ 0 ok read [1]         | VALID
            0 invoke add 1 ~ 0 ok add 1 ~ 1 invoke add 2 ~ 1 info add 2 ~ 0 invoke read ~ 0 ok read [1,2]       | VALID
            0 invoke add 1 ~ 0 ok add 1 ~ 1 invoke add 2 ~ 1 fail add 2 ~ 0 invoke read ~ 0 ok read [1,2]       | INVALID
            0 invoke add 1 ~ 0 ok add 1 ~ 1 invoke add 2 ~ 0 invoke read ~ 1 ok add 2 ~ 0 ok read [1]           | VALID
            0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read [1] ~ 1 invoke add 2 ~ 1 ok add 2           | VALID
            0 invoke add [a] 1 ~ 0 ok add [a] 1 ~ 0 invoke read [b] null ~ 0 ok read [b] [1]                    | INVALID
            0 invoke add 1 ~ 0 ok add 1                                                                         | UNKNOWN
            0 invoke read ~ 0 ok read []                                                                        | UNKNOWN
            0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read 1                                           | UNKNOWN
            0 invoke add ~ 0 ok add ~ 0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read [1]               | UNKNOWN
            """)
    void judges(String text, Verdict expected) {
        assertThat(check(text).verdict()).isEqualTo(expected);
    }

    @Test
    void showsTheAddAndTheReadThatMissesIt() {
        CheckResult result =
                check("0 invoke add 1 ~ 0 ok add 1 ~ 1 invoke add 2 ~ 1 ok add 2 ~ 2 invoke read ~ 2 ok read [2]");

        assertThat(result.evidence()).singleElement().satisfies(evidence -> {
            assertThat(evidence.title()).isEqualTo("lost");
            assertThat(evidence.operations())
                    .extracting(operation -> operation.type().word() + " " + operation.f() + " " + operation.value())
                    .containsExactly("invoke add 1", "ok add 1", "invoke read null", "ok read []");
        });
        assertThat(result.details()).containsEntry("acknowledged", 2L).containsEntry("lost", 1L);
    }
}
