package io.schism.checkers.election;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Lines;
import io.schism.checkers.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElectionTest {
    private static CheckResult check(String text) {
        return new Election().check(Lines.history(text.replace('~', '\n')), Budget.ofDefaults());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 invoke look ~ 0 ok look {"term":1,"leader":"a"} ~ 0 invoke look ~ 0 ok look {"term":1,"leader":"a"}                        | VALID
            0 invoke look ~ 0 ok look {"term":1,"leader":"a"} ~ 0 invoke look ~ 0 ok look {"term":1,"leader":"b"}                        | INVALID
            0 invoke look ~ 0 ok look {"term":1,"leader":"a"} ~ 0 invoke look ~ 0 ok look {"term":2,"leader":"b"}                        | VALID
            0 invoke look ~ 0 ok look {"term":1,"leader":"a"} ~ 0 invoke look ~ 0 ok look {"term":1,"leader":null}                       | VALID
            0 invoke look ~ 0 ok look {"term":1,"leader":"a"} ~ 1 invoke look ~ 1 info look {"term":1,"leader":"b"}                      | VALID
            0 invoke look ~ 0 ok look {"term":2,"leader":"a","node":"a"} ~ 0 invoke look ~ 0 ok look {"term":1,"leader":"b","node":"a"}  | INVALID
            0 invoke look ~ 0 ok look {"term":2,"leader":"a","node":"a"} ~ 0 invoke look ~ 0 ok look {"term":1,"leader":"b","node":"b"}  | VALID
            0 invoke look ~ 1 invoke look ~ 0 ok look {"term":2,"leader":"a","node":"a"} ~ 1 ok look {"term":1,"leader":"b","node":"a"}  | VALID
            0 invoke look ~ 0 ok look {"term":10,"node":"a"} ~ 1 invoke look ~ 2 invoke look ~ 2 ok look {"term":11,"leader":"b","node":"a"} ~ 1 ok look {"term":9,"node":"a"} | INVALID
            0 invoke look ~ 0 ok look {"term":10,"node":"a"} ~ 1 invoke look ~ 2 invoke look ~ 2 ok look {"term":11,"leader":"b","node":"a"} ~ 1 ok look {"term":10,"node":"a"} | VALID
            0 invoke look [x] 0 ~ 0 ok look [x] {"term":1,"leader":"a"} ~ 0 invoke look [y] 0 ~ 0 ok look [y] {"term":1,"leader":"b"}    | VALID
            0 invoke look ~ 0 ok look {"term":1,"leader":null}                                                                           | UNKNOWN
            0 invoke look ~ 0 fail look {"term":1,"leader":"a"}                                                                          | UNKNOWN
            """)
    void judges(String text, Verdict expected) {
        assertThat(check(text).verdict()).isEqualTo(expected);
    }

    @Test
    void namesTermAndLeaders() {
        CheckResult result = check(
                "0 invoke look ~ 0 ok look {\"term\":7,\"leader\":\"a\"} ~ 1 invoke look ~ 1 ok look {\"term\":7,\"leader\":\"b\"}");

        assertThat(result.reason()).isEqualTo("term 7 has two leaders, a and b");
        assertThat(result.evidence().get(0).operations()).hasSize(4);
    }
}
