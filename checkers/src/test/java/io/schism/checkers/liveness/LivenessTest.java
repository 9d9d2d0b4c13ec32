package io.schism.checkers.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Lines;
import io.schism.checkers.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** 10 s without a success are too long, 5 s of grace follow a healing, a pause of 3 s is idleness. */
class LivenessTest {
    private static CheckResult check(String text) {
        return new Liveness(new LivenessOptions(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(3)))
                .check(Lines.history(text), Budget.ofDefaults());
    }

    /** An operation every second, from one time to the other, in seconds. */
    private static String operations(int from, int to, String type) {
        StringBuilder text = new StringBuilder();
        for (int second = from; second < to; second++) {
            int process = type.equals("info") ? second : 1000;
            text.append(process).append(" invoke read @").append(second * 1000).append('\n');
            text.append(process)
                    .append(' ')
                    .append(type)
                    .append(" read 1 @")
                    .append(second * 1000 + 500)
                    .append('\n');
        }
        return text.toString();
    }

    private static String fault(String phase, int second) {
        return "nemesis info partition {\"id\":1,\"phase\":\"" + phase + "\"} @" + second * 1000 + "\n";
    }

    @Test
    void isValidWhileOperationsSucceed() {
        assertThat(check(operations(0, 30, "ok")).verdict()).isEqualTo(Verdict.VALID);
        assertThat(check(operations(0, 5, "ok") + operations(5, 14, "fail") + operations(14, 16, "ok"))
                        .verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void convictsALongSilenceWhileNothingIsBroken() {
        for (String type : new String[] {"fail", "info"}) {
            CheckResult result = check(operations(0, 5, "ok") + operations(5, 20, type) + operations(20, 22, "ok"));

            assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
            assertThat(result.reason())
                    .isEqualTo(
                            "nothing succeeded from 4.5 s to 20.5 s, though nothing was broken and clients kept asking"
                                    + " (16 operations; allowed: 10.0 s)");
        }
    }

    @Test
    void convictsASilenceThatLastsToTheEnd() {
        assertThat(check(operations(0, 5, "ok") + operations(5, 20, "fail")).verdict())
                .isEqualTo(Verdict.INVALID);
        assertThat(check(operations(0, 1, "ok") + "7 invoke read @1000\n6 invoke write @20000")
                        .verdict())
                .isEqualTo(Verdict.INVALID);
    }

    @Test
    void forgivesASilenceWhileAFaultIsInForceAndInTheGraceAfterIt() {
        String text = operations(0, 5, "ok")
                + fault("begun", 5)
                + operations(5, 25, "fail")
                + fault("healed", 25)
                + operations(25, 30, "fail")
                + operations(30, 35, "ok");

        assertThat(check(text).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void convictsWhenTheSystemDoesNotComeBackAfterTheGrace() {
        String text = operations(0, 5, "ok")
                + fault("begun", 5)
                + fault("healed", 6)
                + operations(6, 30, "fail")
                + operations(30, 31, "ok");

        assertThat(check(text).reason()).startsWith("nothing succeeded from 11.0 s to 30.5 s");
    }

    @Test
    void forgivesASilenceInWhichNobodyAsked() {
        assertThat(check(operations(0, 5, "ok") + operations(30, 35, "ok")).verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void isUnknownWithoutASuccessInCalmOrWithoutTimes() {
        assertThat(check(operations(0, 3, "fail")).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(check(fault("begun", 0) + operations(1, 30, "ok")).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(check("0 invoke read\n0 ok read 1").verdict()).isEqualTo(Verdict.UNKNOWN);
    }
}
