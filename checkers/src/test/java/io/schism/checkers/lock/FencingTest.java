package io.schism.checkers.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Lines;
import io.schism.checkers.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FencingTest {
    private static CheckResult check(String text) {
        return new Fencing().check(Lines.history(text.replace('~', '\n')), Budget.ofDefaults());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 invoke acquire ~ 0 ok acquire 1 ~ 1 invoke acquire ~ 1 ok acquire 2                                              | VALID
            0 invoke acquire ~ 0 ok acquire {"token":1} ~ 1 invoke acquire ~ 1 ok acquire {"token":2}                          | VALID
            0 invoke acquire ~ 0 ok acquire 2 ~ 1 invoke acquire ~ 1 ok acquire 1                                              | INVALID
            0 invoke acquire ~ 1 invoke acquire ~ 0 ok acquire 2 ~ 1 ok acquire 1                                              | VALID
            0 invoke acquire ~ 1 invoke acquire ~ 0 ok acquire 1 ~ 1 ok acquire 1                                              | INVALID
            0 invoke acquire [a] 0 ~ 0 ok acquire [a] 1 ~ 1 invoke acquire [b] 0 ~ 1 ok acquire [b] 1                          | VALID
            0 invoke write {"token":1} ~ 0 ok write {"token":1} ~ 0 invoke write {"token":1} ~ 0 ok write {"token":1}          | VALID
            0 invoke write {"token":2} ~ 0 ok write {"token":2} ~ 1 invoke write {"token":1} ~ 1 ok write {"token":1}          | INVALID
            0 invoke write {"token":2} ~ 0 ok write {"token":2} ~ 1 invoke write {"token":1} ~ 1 fail write {"token":1}        | VALID
            0 invoke write {"token":2} ~ 0 info write {"token":2} ~ 1 invoke write {"token":1} ~ 1 ok write {"token":1}        | VALID
            0 invoke write {"token":2} ~ 1 invoke write {"token":1} ~ 0 ok write {"token":2} ~ 1 ok write {"token":1}          | VALID
            0 invoke acquire ~ 0 ok acquire                                                                                    | UNKNOWN
            0 invoke acquire ~ 0 info acquire 1                                                                                | UNKNOWN
            """)
    void judges(String text, Verdict expected) {
        assertThat(check(text).verdict()).isEqualTo(expected);
    }

    @Test
    void namesTheStaleHolder() {
        assertThat(check(
                                "0 invoke write {\"token\":2} ~ 0 ok write {\"token\":2} ~ 1 invoke write {\"token\":1} ~ 1 ok write {\"token\":1}")
                        .reason())
                .isEqualTo("process 1 was let in with token 1 after token 2 was accepted from process 0");
    }
}
