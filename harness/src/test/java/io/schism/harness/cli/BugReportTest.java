package io.schism.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.harness.bugs.KnownBug;
import io.schism.harness.bugs.KnownBug.Expected;
import io.schism.harness.bugs.KnownBug.Measured;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BugReportTest {
    @ParameterizedTest
    @CsvSource({
        // expected, exits of the guilty runs, exit of the twin, as expected
        "CONVICTED, 1,     0, true",
        "CONVICTED, 0 0 1, 0, true",
        "CONVICTED, 2 1,   0, true",
        "CONVICTED, 0 0,   0, false",
        "CONVICTED, 2,     0, false",
        "CONVICTED, 70,    0, false",
        "CONVICTED, 1,     1, false",
        "CONVICTED, 1,     2, false",
        "CONVICTED, 1,     70, false",
        "HUNTED,    0,     0, true",
        "HUNTED,    1,     0, true",
        "HUNTED,    70,    0, false",
        "HUNTED,    0,     1, false",
    })
    void agreesOnlyWithWhatTheRowExpects(Expected expected, String guilty, int healthy, boolean asExpected) {
        BugReport report = report(expected, guilty, healthy);

        assertThat(report.asExpected()).isEqualTo(asExpected);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, false", "0, 0, false", "2, 1, false", "70, 0, true", "1, 70, true", "64, 0, true"})
    void knowsWhenASideCouldNotBeRun(String guilty, int healthy, boolean broken) {
        assertThat(report(Expected.CONVICTED, guilty, healthy).broken()).isEqualTo(broken);
    }

    @ParameterizedTest
    @CsvSource({
        "0,       0 of 1 runs",
        "1,       '1 of 1 runs, 10 s'",
        "0 1 1 1, '3 of 4 runs, 30 s'",
    })
    void givesTheMedianOfTheConvictedRuns(String guilty, String figures) {
        assertThat(report(Expected.CONVICTED, guilty, 0).figures()).isEqualTo(figures);
    }

    /** The first run takes 10 s, the next 20 s, and so on. */
    private static BugReport report(Expected expected, String guilty, int healthy) {
        KnownBug bug = new KnownBug(
                "row",
                "software",
                List.of(),
                "fault",
                "promise",
                expected,
                3,
                List.of(),
                List.of(),
                new Measured(1, 1, 1));
        String[] exits = guilty.split(" ");
        List<BugTrial> trials = IntStream.range(0, exits.length)
                .mapToObj(run -> new BugTrial(Integer.parseInt(exits[run]), "reason", "", 10L * (run + 1)))
                .toList();
        return new BugReport(bug, trials, new BugTrial(healthy, "reason", "", 1));
    }
}
