package io.schism.checkers.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Lines;
import io.schism.checkers.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutualExclusionTest {
    private static CheckResult check(String text) {
        return new MutualExclusion().check(Lines.history(text.replace('~', '\n')), Budget.ofDefaults());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 invoke acquire ~ 0 ok acquire ~ 0 invoke release ~ 0 ok release ~ 1 invoke acquire ~ 1 ok acquire       | VALID
            0 invoke acquire ~ 0 ok acquire ~ 1 invoke acquire ~ 1 ok acquire ~ 0 invoke release ~ 0 ok release       | INVALID
            0 invoke acquire ~ 0 ok acquire ~ 1 invoke acquire ~ 1 ok acquire ~ 0 invoke release ~ 0 info release     | INVALID
            0 invoke acquire ~ 0 ok acquire ~ 1 invoke acquire ~ 1 ok acquire ~ 0 invoke release ~ 0 fail release     | INVALID
            0 invoke acquire ~ 0 ok acquire ~ 1 invoke acquire ~ 0 invoke release ~ 1 ok acquire ~ 0 ok release       | VALID
            0 invoke acquire ~ 0 info acquire ~ 1 invoke acquire ~ 1 ok acquire                                       | VALID
            0 invoke acquire ~ 0 fail acquire ~ 1 invoke acquire ~ 1 ok acquire                                       | VALID
            0 invoke acquire ~ 0 ok acquire ~ 1 invoke acquire ~ 1 ok acquire                                         | VALID
            0 invoke acquire ~ 0 ok acquire ~ 1 invoke acquire ~ 1 ok acquire ~ 0 invoke read ~ 0 ok read             | INVALID
            0 invoke acquire ~ 0 ok acquire ~ 1 invoke acquire ~ 1 ok acquire ~ 0 invoke read ~ 0 info read           | VALID
            0 invoke acquire ~ 0 ok acquire ~ 1 invoke acquire ~ 1 info acquire ~ 0 invoke release ~ 0 ok release     | VALID
            0 invoke acquire [a] 1 ~ 0 ok acquire [a] 1 ~ 1 invoke acquire [b] 1 ~ 1 ok acquire [b] 1 ~ 0 invoke release [a] 1 | VALID
            0 invoke acquire ~ 0 info acquire                                                                         | UNKNOWN
            """)
    void judges(String text, Verdict expected) {
        assertThat(check(text).verdict()).isEqualTo(expected);
    }

    @Test
    void namesBothHolders() {
        CheckResult result = check(
                "0 invoke acquire ~ 0 ok acquire ~ 1 invoke acquire ~ 1 ok acquire ~ 0 invoke release ~ 0 ok release");

        assertThat(result.reason())
                .isEqualTo("process 1 acquired the lock while process 0, which had acquired it before, still held it");
        assertThat(result.evidence().get(0).operations()).hasSize(5);
    }
}
