package io.schism.checkers.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Lines;
import io.schism.checkers.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetFullTest {
    private static CheckResult check(String text, boolean linearizable) {
        return new SetFull(linearizable).check(Lines.history(text.replace('~', '\n')), Budget.ofDefaults());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read [1]                                     | VALID   | VALID
            0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read []                                      | INVALID | INVALID
            0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read [] ~ 0 invoke read ~ 0 ok read [1]      | VALID   | INVALID
            0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read [1] ~ 0 invoke read ~ 0 ok read []      | INVALID | INVALID
            0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read [1,1]                                   | INVALID | INVALID
            0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read [1,2]                                   | INVALID | INVALID
            0 invoke add 1 ~ 1 invoke read ~ 1 ok read [] ~ 0 ok add 1 ~ 1 invoke read ~ 1 ok read [1]      | VALID   | VALID
            0 invoke add 1 ~ 1 invoke read ~ 0 ok add 1 ~ 1 ok read [] ~ 1 invoke read ~ 1 ok read [1]      | VALID   | VALID
            0 invoke add 1 ~ 1 invoke read ~ 1 ok read [1] ~ 1 invoke read ~ 1 ok read [] ~ 0 info add 1    | INVALID | INVALID
            0 invoke add 1 ~ 0 info add 1 ~ 1 invoke read ~ 1 ok read [] ~ 1 invoke read ~ 1 ok read [1]    | VALID   | VALID
            0 invoke add 1 ~ 0 fail add 1 ~ 1 invoke read ~ 1 ok read [1]                                   | INVALID | INVALID
            0 invoke add 1 ~ 0 fail add 1 ~ 1 invoke read ~ 1 ok read []                                    | UNKNOWN | UNKNOWN
            0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 fail read []                                    | UNKNOWN | UNKNOWN
            0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 info read []                                    | UNKNOWN | UNKNOWN
            0 invoke add 1 ~ 0 info add 1 ~ 1 invoke read ~ 1 ok read []                                    | UNKNOWN | UNKNOWN
            0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read [1]       | UNKNOWN | UNKNOWN
            0 invoke add [a] 1 ~ 0 ok add [a] 1 ~ 0 invoke read [b] null ~ 0 ok read [b] []                 | UNKNOWN | UNKNOWN
            """)
    void judges(String text, Verdict plain, Verdict linearizable) {
        assertThat(check(text, false).verdict()).as("plain").isEqualTo(plain);
        assertThat(check(text, true).verdict()).as("linearizable").isEqualTo(linearizable);
    }

    /** The last read to begin missed it, but a read that was still under way then saw it, perhaps later. */
    @Test
    void callsAnElementStaleAndNotLostWhileAReadThatSawItWasUnderWay() {
        CheckResult result = check(
                "0 invoke add 1 ~ 0 ok add 1 ~ 1 invoke read ~ 2 invoke read ~ 2 ok read [] ~ 1 ok read [1]", false);

        assertThat(result.verdict()).isEqualTo(Verdict.VALID);
        assertThat(result.details()).containsEntry("stale", 1L).containsEntry("lost", 0L);
    }

    @Test
    void reportsDuplicates() {
        CheckResult result = check("0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read [1,1]", false);

        assertThat(result.details()).containsEntry("duplicated", 1L);
        assertThat(result.reason()).isEqualTo("process 0 read element 1 more than once in one read");
    }

    @Test
    void measuresStaleAndLostLatenciesInMilliseconds() {
        CheckResult result = check("""
                0 invoke add 1 @0 ~ 0 ok add 1 @10 ~ 0 invoke add 2 @11 ~ 0 ok add 2 @20
                0 invoke read @30 ~ 0 ok read [2] @31
                0 invoke read @40 ~ 0 ok read [1,2] @45
                0 invoke read @50 ~ 0 ok read [1] @51""", true);

        assertThat(result.details())
                .containsEntry("stale", 1L)
                .containsEntry("lost", 1L)
                .extractingByKeys("stableLatenciesMillis", "lostLatenciesMillis")
                .containsExactly(
                        Map.of("0.0", 20.0, "0.5", 20.0, "0.95", 20.0, "0.99", 20.0, "1.0", 20.0),
                        Map.of("0.0", 25.0, "0.5", 25.0, "0.95", 25.0, "0.99", 25.0, "1.0", 25.0));
    }

    @Test
    void showsTheAddTheSightingAndTheReadThatMissedTheElement() {
        CheckResult result = check(
                "0 invoke add 1 ~ 0 ok add 1 ~ 0 invoke read ~ 0 ok read [1] ~ 3 invoke read ~ 3 ok read []", false);

        assertThat(result.reason())
                .isEqualTo(
                        "element 1 was added by process 0, but process 3, which began to read after that, did not find it,"
                                + " and nobody saw it again");
        assertThat(result.evidence().get(0).operations()).hasSize(6);
    }
}
