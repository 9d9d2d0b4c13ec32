package io.schism.checkers.ids;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Lines;
import io.schism.checkers.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniqueIdsTest {
    private static CheckResult check(String text) {
        return new UniqueIds().check(Lines.history(text.replace('~', '\n')), Budget.ofDefaults());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 invoke generate ~ 0 ok generate 1 ~ 0 invoke generate ~ 0 ok generate 2            | VALID
            0 invoke generate ~ 0 ok generate 1 ~ 0 invoke generate ~ 0 ok generate 1            | INVALID
            0 invoke generate ~ 0 ok generate "1" ~ 0 invoke generate ~ 0 ok generate 1          | VALID
            0 invoke generate ~ 0 ok generate [a] 1 ~ 0 invoke generate ~ 0 ok generate [b] 1    | VALID
            0 invoke generate ~ 0 ok generate 1 ~ 0 invoke generate ~ 0 info generate 1          | VALID
            0 invoke generate ~ 0 ok generate 1 ~ 0 invoke generate ~ 0 fail generate 1          | VALID
            0 invoke generate ~ 0 info generate                                                  | UNKNOWN
            0 invoke generate ~ 0 ok generate                                                    | UNKNOWN
            0 invoke read ~ 0 ok read 1                                                          | UNKNOWN
            """)
    void judges(String text, Verdict expected) {
        assertThat(check(text).verdict()).isEqualTo(expected);
    }

    @Test
    void showsBothOperationsThatGotTheSameIdentifier() {
        CheckResult result = check("0 invoke generate ~ 1 invoke generate ~ 0 ok generate 7 ~ 1 ok generate 7");

        assertThat(result.reason()).isEqualTo("identifier 7 was handed out to process 0 and again to process 1");
        assertThat(result.evidence()).singleElement().satisfies(evidence -> {
            assertThat(evidence.title()).isEqualTo("duplicate-id");
            assertThat(evidence.operations())
                    .extracting(operation -> operation.process())
                    .containsExactly(0, 1);
        });
    }
}
