package io.schism.results.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Verdict;
import io.schism.results.RunInfo;
import io.schism.results.RunRecord;
import io.schism.results.SampleRuns;
import io.schism.results.report.Report;
import io.schism.results.store.RunDirectory;
import io.schism.results.store.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Also leaves the runs and the page in {@code target/gallery}, to be looked at. */
class TrendTest {
    private static final Path RUNS =
            Path.of("target", "gallery", "runs-" + ProcessHandle.current().pid());

    @Test
    void takesTheFiguresOfEachRunFromItsVerdict() throws IOException {
        RunStore store = RunStore.at(RUNS);
        List<RunRecord> runs =
                List.of(SampleRuns.valid(900), SampleRuns.invalid(1500), SampleRuns.unknown(), SampleRuns.crashed());
        for (int i = 0; i < 12; i++) {
            save(store, runs.get(i % runs.size()), i);
        }

        Trend trend = Trend.of(store);
        Files.writeString(RUNS.resolve("trend.html"), TrendPage.html(trend, "", false));

        assertThat(trend.points()).hasSize(12);
        assertThat(trend.points())
                .extracting(TrendPoint::verdict)
                .startsWith(Verdict.VALID, Verdict.INVALID, Verdict.UNKNOWN, null);
        TrendPoint first = trend.points().get(0);
        assertThat(first.okPerSecond()).isPositive();
        assertThat(first.p99()).isPositive();
        assertThat(first.downtimeByFamily()).containsKeys("kill", "partition", "pause");
        assertThat(trend.points().get(3).okPerSecond()).as("a crashed run").isNull();
        assertThat(trend.json()).containsEntry("valid", 3L).containsEntry("without", 3L);
    }

    private static void save(RunStore store, RunRecord run, int hours) throws IOException {
        RunInfo info = run.info();
        RunInfo later = new RunInfo(
                info.workload(),
                info.system(),
                info.environment(),
                info.nodes(),
                info.concurrency(),
                hours,
                info.started().plusSeconds(3600L * hours),
                info.ended(),
                info.commandLine(),
                info.configuration(),
                info.versions());
        RunDirectory stored = store.create(later);
        CheckResult result = run.result();
        if (result != null) {
            stored.writeVerdict(result, run.notes());
        }
        stored.writeReport(Report.html(run, stored.path().toString()));
    }
}
