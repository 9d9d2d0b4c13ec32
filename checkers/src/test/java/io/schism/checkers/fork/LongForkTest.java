package io.schism.checkers.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Lines;
import io.schism.checkers.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongForkTest {
    private static final String WRITES = """
            8 invoke write [["w","x",1]]
            9 invoke write [["w","y",1]]
            8 ok write [["w","x",1]]
            9 info write [["w","y",1]]
            """;
    private static final String READ = "[[\"r\",\"x\",null],[\"r\",\"y\",null]]";

    private static CheckResult check(String text) {
        return new LongFork().check(Lines.history(text.replace('~', '\n')), Budget.ofDefaults());
    }

    private static String read(int process, String type, String x, String y) {
        return process + " invoke read " + READ + "\n" + process + " " + type + " read [[\"r\",\"x\"," + x
                + "],[\"r\",\"y\"," + y + "]]\n";
    }

    @ParameterizedTest
    @CsvSource({
        "null,null,1,null,VALID",
        "1,null,1,1,VALID",
        "1,null,1,null,VALID",
        "1,null,null,1,INVALID",
        "null,1,1,null,INVALID",
        "2,null,2,1,INVALID",
    })
    void judgesTwoReads(String x0, String y0, String x1, String y1, Verdict expected) {
        assertThat(check(WRITES + read(0, "ok", x0, y0) + read(1, "ok", x1, y1)).verdict())
                .isEqualTo(expected);
    }

    @Test
    void ignoresReadsThatDidNotReturn() {
        assertThat(check(WRITES + read(0, "ok", "1", "null") + read(1, "info", "null", "1"))
                        .verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(check(WRITES + read(0, "fail", "1", "null")).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void doesNotAskWhereValuesComeFromWhenNoWriteWasRecorded() {
        assertThat(check(read(0, "ok", "1", "1")).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void convictsAReadOfAFailedWrite() {
        CheckResult result = check(
                "8 invoke write [[\"w\",\"x\",1]]\n8 fail write [[\"w\",\"x\",1]]\n" + read(0, "ok", "1", "null"));

        assertThat(result.evidence().get(0).title()).isEqualTo("unexpected-value");
    }

    @Test
    void refusesKeysThatAreWrittenTwice() {
        CheckResult result = check(WRITES + "7 invoke write [[\"w\",\"x\",2]]\n7 ok write [[\"w\",\"x\",2]]\n"
                + read(0, "ok", "1", "null"));

        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.reason()).contains("key x is written a second time");
    }

    @Test
    void showsTheTwoReadsThatDisagree() {
        CheckResult result = check(WRITES
                + read(0, "ok", "null", "null")
                + read(1, "ok", "1", "null")
                + read(2, "ok", "null", "1")
                + read(3, "ok", "1", "1"));

        assertThat(result.reason())
                .isEqualTo(
                        "process 1 saw the write of x without that of y, process 2 saw the write of y without that of x");
        assertThat(result.evidence())
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.operations()).hasSize(4));
    }
}
