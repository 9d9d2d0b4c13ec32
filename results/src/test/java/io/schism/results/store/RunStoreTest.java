package io.schism.results.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Verdict;
import io.schism.results.FaultWindow;
import io.schism.results.RunInfo;
import io.schism.results.RunRecord;
import io.schism.results.SampleRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {
    @TempDir
    private Path directory;

    @Test
    void laysOutTheDirectoryOfARun() {
        RunStore store = RunStore.at(directory.resolve("runs"));

        RunDirectory run = store.create(SampleRuns.info());

        assertThat(run.path()).isEqualTo(directory.resolve("runs/register/20261120T153012Z-42"));
        assertThat(run.readInfo()).contains(SampleRuns.info());
        assertThat(directory.resolve("runs/latest")).isSymbolicLink();
        assertThat(directory.resolve("runs/latest/run.json")).isRegularFile();
        assertThat(directory.resolve("runs/register/latest/run.json")).isRegularFile();
    }

    @Test
    void movesTheLinksToTheNewestRun() {
        RunStore store = RunStore.at(directory);
        store.create(SampleRuns.info());

        RunDirectory second = store.create(SampleRuns.info());

        assertThat(second.path().getFileName().toString()).isEqualTo("20261120T153012Z-42-2");
        assertThat(store.find("latest").orElseThrow().path()).isEqualTo(second.path());
        assertThat(store.find("register/latest").orElseThrow().path()).isEqualTo(second.path());
        assertThat(store.list())
                .extracting(RunSummary::id)
                .containsExactly("register/20261120T153012Z-42-2", "register/20261120T153012Z-42");
    }

    @Test
    void givesBackTheVerdictAsItWasWritten() {
        RunRecord run = SampleRuns.transactions("<svg xmlns='http://www.w3.org/2000/svg'/>");
        RunDirectory stored = RunStore.at(directory).create(run.info());
        CheckResult result = run.result();
        assertThat(result).isNotNull();

        stored.writeVerdict(result, List.of("a note"));

        CheckResult read = stored.readVerdict().orElseThrow();
        assertThat(read.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(read.reason()).isEqualTo(result.reason());
        assertThat(read.parts()).containsExactly(result);
        assertThat(stored.readNotes()).containsExactly("a note");
        RunSummary listed = RunStore.at(directory).list().get(0);
        assertThat(listed.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(listed.reason()).isEqualTo(result.reason());
    }

    @Test
    void neverReadsADamagedVerdictAsValid() throws IOException {
        RunDirectory run = RunStore.at(directory).create(SampleRuns.info());
        Files.writeString(run.verdictFile(), "{\"verdict\": \"val");

        assertThat(run.readVerdict()).isEmpty();
        assertThat(RunStore.at(directory).list().get(0).verdict()).isEqualTo(Verdict.UNKNOWN);
        Files.writeString(run.verdictFile(), "{\"verdict\": \"fine\"}");
        assertThat(run.readVerdict().orElseThrow().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void readsTheFaultsOfACrashedRun() throws IOException {
        RunDirectory run = RunStore.at(directory).create(SampleRuns.info());
        try (FaultLog log = run.openFaultLog()) {
            log.append(FaultEvent.planned(1, 0, "kill", "one", "kill one", 5, 10, 99));
            log.append(FaultEvent.begun(1, 6, "kill", "one", "kill n4", List.of("n4"), 3.5));
            log.append(FaultEvent.evidence(1, 7, "kill", "one", "kill n4", true, "4711 is gone", Map.of("pid", 4711)));
            log.append(FaultEvent.healed(1, 16, "kill", "one", "kill n4"));
            log.append(FaultEvent.begun(2, 20, "pause", "", "pause n1", List.of("n1"), 1));
            log.append(FaultEvent.problem(2, 30, "pause", "", "pause n1", "cannot be resumed"));
        }
        Files.writeString(run.faultsFile(), Files.readString(run.faultsFile()) + "{\"id\": 2, \"event\": \"hea");

        List<FaultWindow> faults = run.readFaults();

        assertThat(faults)
                .containsExactly(
                        new FaultWindow(
                                1, "kill", "one", "kill n4", List.of("n4"), 5L, 6L, 16L, true, "4711 is gone", "", 3.5),
                        new FaultWindow(
                                2,
                                "pause",
                                "",
                                "pause n1",
                                List.of("n1"),
                                null,
                                20L,
                                null,
                                null,
                                "",
                                "cannot be resumed",
                                1.0));
        assertThat(RunStore.at(directory).list().get(0).verdict()).isNull();
    }

    @Test
    void neverLeavesTheRunsDirectory() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        RunStore store = RunStore.at(directory.resolve("runs"));
        RunInfo info = SampleRuns.info();

        RunDirectory odd = store.create(new RunInfo(
                "../../outside",
                info.system(),
                info.environment(),
                info.nodes(),
                info.concurrency(),
                info.seed(),
                info.started(),
                null,
                List.of(),
                Map.of(),
                Map.of()));
        Path logs = odd.nodeDirectory("../../../outside/n1");
        Files.createSymbolicLink(directory.resolve("runs/set"), outside);
        Files.createSymbolicLink(directory.resolve("runs/register"), outside);
        Files.writeString(outside.resolve("run.json"), "{}");

        assertThat(odd.path().toRealPath()).startsWith(directory.resolve("runs").toRealPath());
        assertThat(logs.toRealPath()).startsWith(odd.path().toRealPath());
        assertThatThrownBy(() -> store.create(info)).hasMessageContaining("leads out of the runs directory");
        assertThat(store.find("set")).isEmpty();
        assertThat(store.find("../outside")).isEmpty();
        assertThat(store.find("/etc")).isEmpty();
        assertThat(store.find("")).isEmpty();
        assertThat(store.list()).hasSize(1);
    }

    @Test
    void saysInOneLineWhyARunCannotBeMade() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> RunStore.at(file).create(SampleRuns.info()))
                .isInstanceOf(RunStoreException.class)
                .hasMessage("the runs directory " + file + " is a file; give a directory with --runs");
        assertThatThrownBy(() -> RunStore.at(file.resolve("below")).create(SampleRuns.info()))
                .isInstanceOf(RunStoreException.class)
                .hasMessageContaining("--runs")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> RunStore.at(Path.of("/proc/schism")).create(SampleRuns.info()))
                .isInstanceOf(RunStoreException.class)
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> RunStore.open(directory)).hasMessageContaining("is not a run");
    }

    @Test
    void replacesAFileInOneStepAndLeavesNoOther() throws IOException {
        RunDirectory run = RunStore.at(directory).create(SampleRuns.info());

        run.writeReport("first");
        run.writeReport("second");

        assertThat(Files.readString(run.reportFile())).isEqualTo("second");
        try (var files = Files.list(run.path())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("run.json", "report.html");
        }
    }
}
