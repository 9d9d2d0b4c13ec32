package io.schism.harness.cli;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.catalog.CheckerCatalog;
import io.schism.checkers.catalog.CheckerOptions;
import io.schism.checkers.history.HistoryOptions;
import io.schism.checkers.history.HistoryReader;
import io.schism.checkers.history.MalformedHistoryException;
import io.schism.checkers.history.RecordedHistory;
import io.schism.checkers.replica.ObservationLog;
import io.schism.checkers.replica.ReplicaConsistency;
import io.schism.results.RunInfo;
import io.schism.results.RunRecord;
import io.schism.results.report.EvidencePage;
import io.schism.results.report.Report;
import io.schism.results.store.RunDirectory;
import io.schism.results.store.RunStore;
import io.schism.results.store.RunStoreException;
import io.schism.workloads.Workload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.catalog.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run directory: it knows its workload, whose checkers judge it, and what the run itself found beside the history. Its last line may be torn
 * because the run was killed.
 *
 * @param path the directory
 * @param run the run in it
 * @param options how the history is read
 */
record RecordedRun(Path path, RunDirectory run, HistoryOptions options) implements CheckSource {
    static RecordedRun of(Path path, HistoryOptions options) {
        try {
            RunDirectory run = RunStore.open(path);
            if (!Files.isReadable(run.historyFile())) {
                throw new UsageException(path + " holds no history.jsonl; give a run directory or a history file");
            }
            return new RecordedRun(path, run, options.withTolerateTornEnd(true));
        } catch (RunStoreException e) {
            throw new UsageException(e.getMessage() + "; give a run directory or a history file");
        }
    }

    @Override
    public RecordedHistory read() throws IOException {
        return HistoryReader.read(run.historyFile(), options);
    }

    @Override
    public Checker ownChecker(CheckerCatalog catalog, CheckerOptions given) {
        RunInfo info = run.readInfo()
                .orElseThrow(() -> new UsageException(run.infoFile()
                        + " is missing or damaged, so the run's workload is unknown; give --model or --workload"));
        List<Checker> checkers = new ArrayList<>(Workloads.all().stream()
                .filter(one -> one.name().equals(info.workload()))
                .findFirst()
                .map(workload -> checkers(workload, settings(info), catalog, given))
                .orElseGet(() -> List.of(catalog.workload(info.workload(), given))));
        replicas().ifPresent(checkers::add);
        return new RunChecker(
                checkers, run.readVerdict().map(CheckResult::parts).orElseGet(this::brokenOff));
    }

    /** Of a run that came to no verdict: whether every fault that was planned is known to have been proved and healed. */
    private List<CheckResult> brokenOff() {
        return run.readFaults().stream()
                .filter(fault -> !fault.proven() || fault.healed() == null)
                .findFirst()
                .map(open -> List.of(CheckResult.unknown(
                        "nemesis",
                        "the run came to no end: whether " + open.name()
                                + " happened and was undone is not known; only the history was checked")))
                .orElse(List.of());
    }

    /** The workload's own; with options, the catalogue's as they say in place of what judges the workload's promise. */
    private static List<Checker> checkers(
            Workload workload, WorkloadOptions settings, CheckerCatalog catalog, CheckerOptions given) {
        List<Checker> checkers = new ArrayList<>(workload.allCheckers(settings));
        if (!GivenOptions.names(given).isEmpty()) {
            GivenOptions.refuseWhatDoesNotConcern(workload.name(), given);
            checkers.subList(0, workload.checkers(settings).size()).clear();
            checkers.add(0, catalog.workload(workload.name(), given));
        }
        return checkers;
    }

    /** What judges what the nodes said of themselves, when that was kept. */
    private Optional<Checker> replicas() {
        if (!Files.isReadable(run.replicasFile())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ReplicaConsistency(ObservationLog.read(run.replicasFile())));
        } catch (IOException | MalformedHistoryException e) {
            throw new UsageException(e.getMessage() + "; restore the file, or remove it to judge the history alone");
        }
    }

    /** What the workload's checkers are made to measure for. */
    private static WorkloadOptions settings(RunInfo info) {
        WorkloadOptions.Builder builder = WorkloadOptions.builder().seed(info.seed());
        if (info.concurrency() > 0) {
            builder.concurrency(info.concurrency());
        }
        if (!info.nodes().isEmpty()) {
            builder.nodes(info.nodes().size());
        }
        return builder.build();
    }

    @Override
    public String page(Checked checked, List<String> command) {
        Optional<RunInfo> info = run.readInfo();
        if (info.isEmpty()) {
            return EvidencePage.html(path.toString(), checked.history(), checked.result(), command);
        }
        List<String> notes = new ArrayList<>(run.readNotes());
        checked.dropped().ifPresent(dropped -> notes.add("left out of the history: " + dropped));
        RunRecord record = new RunRecord(info.get(), checked.history(), run.readFaults(), checked.result(), notes);
        return Report.html(record, path.toString());
    }
}
