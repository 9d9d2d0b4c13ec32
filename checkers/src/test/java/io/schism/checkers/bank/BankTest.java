package io.schism.checkers.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Lines;
import io.schism.checkers.Verdict;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankTest {
    private static CheckResult check(String text, Bank bank) {
        return bank.check(Lines.history(text.replace('~', '\n')), Budget.ofDefaults());
    }

    private static Bank of(boolean overdraft) {
        return new Bank(Optional.of(Map.of("a", 6L, "b", 4L)), overdraft);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 invoke read ~ 0 ok read {"a":3,"b":7}                                                    | VALID
            0 invoke read ~ 0 ok read {"a":3,"b":8}                                                    | INVALID
            0 invoke read ~ 0 ok read {"a":-1,"b":11}                                                  | INVALID
            0 invoke read ~ 0 ok read {"a":10}                                                         | INVALID
            0 invoke read ~ 0 ok read {"a":10,"b":0,"c":0}                                             | INVALID
            0 invoke read ~ 0 ok read {"a":10,"b":null}                                                | INVALID
            0 invoke transfer {"from":"a","to":"b","amount":1} ~ 0 info transfer ~ 1 invoke read ~ 1 ok read {"a":5,"b":5} | VALID
            0 invoke read ~ 0 info read {"a":3,"b":8}                                                  | UNKNOWN
            0 invoke read ~ 0 fail read {"a":3,"b":8}                                                  | UNKNOWN
            0 invoke transfer {"from":"a","to":"b","amount":1} ~ 0 ok transfer                         | UNKNOWN
            0 invoke read ~ 0 ok read 10                                                               | UNKNOWN
            0 invoke read ~ 0 ok read {"a":"10","b":0}                                                 | UNKNOWN
            """)
    void judges(String text, Verdict expected) {
        assertThat(check(text, of(false)).verdict()).isEqualTo(expected);
    }

    @Test
    void allowsAnOverdraftOnlyWhenToldTo() {
        assertThat(check("0 invoke read ~ 0 ok read {\"a\":-1,\"b\":11}", of(true))
                        .verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void comparesWithTheFirstReadWhenThereAreNoInitialBalances() {
        Bank bank = new Bank(Optional.empty(), false);
        String first = "0 invoke read ~ 0 ok read {\"a\":1,\"b\":2} ~ ";

        CheckResult result = check(first + "1 invoke read ~ 1 ok read {\"a\":3,\"b\":2}", bank);

        assertThat(check(first + "1 invoke read ~ 1 ok read {\"a\":2,\"b\":1}", bank)
                        .verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(result.reason()).isEqualTo("process 1 found 5 in all accounts together, not 3");
        assertThat(result.evidence().get(0).operations()).hasSize(4);
    }
}
