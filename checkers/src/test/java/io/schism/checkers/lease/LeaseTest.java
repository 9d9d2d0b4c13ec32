package io.schism.checkers.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Lines;
import io.schism.checkers.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times in milliseconds; leases live for 100 ms, and keys may outlive them by 10 ms. */
class LeaseTest {
    private static final String GRANT = "0 invoke grant {\"ttl\":100} @0 ~ 0 ok grant {\"ttl\":100} @5 ~ ";

    private static CheckResult check(String text) {
        return new Lease(Duration.ofMillis(10)).check(Lines.history(text.replace('~', '\n')), Budget.ofDefaults());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 invoke read @10 ~ 1 ok read true @20                                                                             | VALID
            1 invoke read @10 ~ 1 ok read false @20                                                                            | INVALID
            1 invoke read @10 ~ 1 ok read null @20                                                                             | INVALID
            1 invoke read @98 ~ 1 ok read false @101                                                                           | VALID
            1 invoke read @110 ~ 1 ok read true @111                                                                           | VALID
            1 invoke read @116 ~ 1 ok read true @117                                                                           | INVALID
            1 invoke read @116 ~ 1 ok read false @117                                                                          | VALID
            1 invoke read @116 ~ 1 info read true @117                                                                         | UNKNOWN
            0 invoke keep-alive @50 ~ 0 ok keep-alive @60 ~ 1 invoke read @140 ~ 1 ok read true @141                           | VALID
            0 invoke keep-alive @50 ~ 0 ok keep-alive @60 ~ 1 invoke read @140 ~ 1 ok read false @141                          | INVALID
            0 invoke keep-alive @50 ~ 0 ok keep-alive @60 ~ 1 invoke read @155 ~ 1 ok read false @156                          | VALID
            0 invoke keep-alive @50 ~ 0 ok keep-alive @60 ~ 1 invoke read @171 ~ 1 ok read true @172                           | INVALID
            0 invoke keep-alive @50 ~ 0 fail keep-alive @60 ~ 1 invoke read @116 ~ 1 ok read true @117                         | INVALID
            0 invoke keep-alive @50 ~ 0 info keep-alive @60 ~ 1 invoke read @116 ~ 1 ok read true @117                         | VALID
            0 invoke keep-alive @50 ~ 0 info keep-alive @60 ~ 1 invoke read @116 ~ 1 ok read false @117                        | VALID
            0 invoke keep-alive @50 ~ 0 info keep-alive @60 ~ 1 invoke read @226 ~ 1 ok read true @227                         | INVALID
            0 invoke keep-alive @50 ~ 1 invoke read @116 ~ 1 ok read true @117                                                 | VALID
            0 invoke revoke @20 ~ 0 ok revoke @25 ~ 1 invoke read @30 ~ 1 ok read false @31                                    | VALID
            0 invoke revoke @20 ~ 0 ok revoke @25 ~ 1 invoke read @36 ~ 1 ok read true @37                                     | INVALID
            0 invoke revoke @20 ~ 0 info revoke @25 ~ 1 invoke read @36 ~ 1 ok read true @37                                   | VALID
            0 invoke revoke @20 ~ 0 info revoke @25 ~ 1 invoke read @36 ~ 1 ok read false @37                                  | VALID
            0 invoke revoke @20 ~ 0 fail revoke @25 ~ 1 invoke read @36 ~ 1 ok read false @37                                  | INVALID
            2 invoke keep-alive @15 ~ 0 invoke revoke @20 ~ 0 ok revoke @25 ~ 2 ok keep-alive @26 ~ 1 invoke read @40 ~ 1 ok read true @41 | INVALID
            0 invoke revoke @20 ~ 0 ok revoke @25 ~ 0 invoke grant {"ttl":100} @30 ~ 0 ok grant @35 ~ 1 invoke read @50 ~ 1 ok read true @51  | VALID
            0 invoke revoke @20 ~ 0 ok revoke @25 ~ 0 invoke grant {"ttl":100} @30 ~ 0 ok grant @35 ~ 1 invoke read @50 ~ 1 ok read false @51 | INVALID
            0 invoke grant {"ttl":100} @110 ~ 0 info grant @115 ~ 1 invoke read @500 ~ 1 ok read true @501                     | VALID
            """)
    void judgesWhatFollowsAGrant(String text, Verdict expected) {
        assertThat(check(GRANT + text).verdict()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 invoke read @10 ~ 1 ok read false @20                                                                 | VALID
            0 invoke grant {"ttl":100} @0 ~ 0 fail grant @5 ~ 1 invoke read @500 ~ 1 ok read false @501             | VALID
            0 invoke grant {"ttl":100} @0 ~ 0 info grant @5 ~ 1 invoke read @50 ~ 1 ok read false @51               | VALID
            1 invoke read @1 ~ 0 invoke grant {"ttl":100} @2 ~ 0 ok grant @5 ~ 1 ok read false @10                  | VALID
            0 invoke grant @0 ~ 0 ok grant @5 ~ 1 invoke read @10 ~ 1 ok read true @11                              | UNKNOWN
            0 invoke grant {"ttl":100} @0 ~ 0 ok grant @5                                                           | UNKNOWN
            1 invoke read ~ 1 ok read true                                                                          | UNKNOWN
            """)
    void judges(String text, Verdict expected) {
        assertThat(check(text).verdict()).isEqualTo(expected);
    }

    @Test
    void saysByHowMuchTheKeyDiedEarlyOrOutlivedItsLease() {
        assertThat(check(GRANT + "1 invoke read @10 ~ 1 ok read false @20").reason())
                .isEqualTo("process 1 did not find the key, whose lease had at least 80 ms to live");
        assertThat(check(GRANT + "1 invoke read @125 ~ 1 ok read true @126").reason())
                .isEqualTo("process 1 found the key, whose lease had run out at least 20 ms before it looked");
    }

    @Test
    void refusesANegativeSlack() {
        assertThatThrownBy(() -> new Lease(Duration.ofMillis(-1))).hasMessageContaining("must not be negative");
    }
}
