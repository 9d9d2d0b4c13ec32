package io.schism.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Evidence;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.checkers.history.Operation.Type;
import io.schism.results.RunRecord;
import io.schism.results.SampleRuns;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final String HOSTILE =
            "</script><script>alert(1)</script><img src=x onerror=alert(2)><!--\u2028\u001b[2J";

    @Test
    void showsNothingOfATestedSystemAsMarkup() {
        List<Operation> operations = List.of(
                new Operation(0, 0, 0, Type.INVOKE, HOSTILE, HOSTILE, null, null),
                new Operation(1, 5, 0, Type.OK, HOSTILE, HOSTILE, Map.of(HOSTILE, HOSTILE), HOSTILE));
        Evidence evidence =
                new Evidence(HOSTILE, HOSTILE, HOSTILE + "\n", operations, Map.of(HOSTILE, HOSTILE), HOSTILE);
        CheckResult result =
                CheckResult.invalid(HOSTILE, HOSTILE, Map.of(HOSTILE, List.of(HOSTILE)), List.of(evidence));
        RunRecord run =
                new RunRecord(SampleRuns.info(), History.of(operations), SampleRuns.faults(), result, List.of(HOSTILE));

        String html = Report.html(run, "runs/x");
        String text = ConsoleSummary.of(run, "runs/x", false);

        assertThat(html).doesNotContain("<script>alert", "<img src=x", "<!--\u2028");
        assertThat(html.split("</script>", -1))
                .as("the page's own scripts and data")
                .hasSize(6);
        assertThat(text).doesNotContain("\u001b");
    }

    @Test
    void showsADrawingOnlyAsAnImage() {
        String drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(3)</script></svg>";

        String html = Report.html(SampleRuns.transactions(drawing), "runs/x");
        String broken = Report.html(SampleRuns.transactions("<svg"), "runs/x");

        assertThat(html).contains("<img src=\"data:image/svg+xml;base64,").doesNotContain("alert(3)");
        assertThat(broken).contains("G-single-realtime").doesNotContain("<img");
    }

    @Test
    void saysWhyAndHowToRepeatIt() {
        String html = Report.html(SampleRuns.invalid(2000), "runs/register/latest");

        assertThat(html)
                .contains("cannot be explained")
                .contains("./schism test --system raft --set read&#x3D;default --seed 42")
                .contains("./schism check runs/register/latest");
    }

    @Test
    void tellsARunWithoutOperationsOrVerdict() {
        assertThat(Report.html(SampleRuns.empty(), "runs/x")).contains("No operation was recorded");
        assertThat(Report.html(SampleRuns.crashed(), "runs/x"))
                .contains("cut short before its history was checked")
                .contains("No checker has judged this history yet");
    }
}
