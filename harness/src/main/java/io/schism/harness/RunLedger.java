package io.schism.harness;

import io.schism.checkers.CheckResult;
import io.schism.checkers.history.History;
import io.schism.harness.engine.Clock;
import io.schism.harness.engine.Recorder;
import io.schism.harness.environment.Environment;
import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.replica.ReplicaWatch;
import io.schism.harness.system.SystemUnderTest;
import io.schism.nemesis.run.FaultEvent;
import io.schism.nemesis.target.Node;
import io.schism.results.RunInfo;
import io.schism.results.RunRecord;
import io.schism.results.report.Report;
import io.schism.results.store.FaultLog;
import io.schism.results.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is written down about one run: the history and the faults as they happen, the notes, at the end the verdict and the
 * report. Safe for several threads.
 */
final class RunLedger implements AutoCloseable {
    private final RunDirectory directory;
    private final RunInfo info;
    private final Recorder recorder;
    private final FaultLog faults;
    private final Clock clock;
    private final AtomicLong reinstatements = new AtomicLong();
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    private RunLedger(RunDirectory directory, RunInfo info, Recorder recorder, FaultLog faults, Clock clock) {
        this.directory = directory;
        this.info = info;
        this.recorder = recorder;
        this.faults = faults;
        this.clock = clock;
    }

    /** Begins to write; the run's clock starts now. */
    static RunLedger open(RunDirectory directory, RunInfo info) {
        Clock clock = Clock.startingNow();
        try {
            return new RunLedger(
                    directory, info, Recorder.open(directory.historyFile(), clock), directory.openFaultLog(), clock);
        } catch (IOException e) {
            throw unwritable(directory.historyFile(), e);
        }
    }

    private static EnvironmentException unwritable(Path file, IOException cause) {
        return new EnvironmentException(
                "cannot write " + file + " (" + cause.getMessage()
                        + "); give a directory that can be written with --runs",
                cause);
    }

    Recorder recorder() {
        return recorder;
    }

    /** Nanoseconds since the start of the run. */
    long nanos() {
        return clock.nanos();
    }

    /** Begins to ask the nodes how they stand, and keeps what they say. */
    ReplicaWatch watch(SystemUnderTest system, Environment environment) {
        try {
            return ReplicaWatch.start(system, environment, clock::nanos, directory.replicasFile());
        } catch (IOException e) {
            throw unwritable(directory.replicasFile(), e);
        }
    }

    /** A finding beside the verdict, one sentence. */
    void note(String sentence) {
        notes.add(sentence);
    }

    /** Takes down that a node is let in again, empty, when all faults are healed; what it said before does not bind it any more. */
    void reinstating(Node node, Runnable work) {
        long id = -reinstatements.incrementAndGet();
        reinstated(id, node, "begun");
        work.run();
        reinstated(id, node, "healed");
    }

    /** With a number of its own, below those of the plan's faults. */
    private void reinstated(long id, Node node, String phase) {
        recorder.recordNemesis(
                "membership",
                Map.of("id", id, "phase", phase, "name", node + " is let in again", "targets", List.of(node.name())));
    }

    /** Takes down what happened to a fault, in the history where it belongs there. */
    void fault(FaultEvent event) {
        event.historyValue()
                .ifPresent(value -> recorder.recordNemesis(event.planned().fault(), value));
        faults.append(line(event));
    }

    /** Ends the history; what it holds can be judged. */
    History history() {
        recorder.close();
        recorder.problem().ifPresent(this::note);
        return recorder.history();
    }

    /** Writes the verdict first, then the report made of it; a report that cannot be written costs no verdict. */
    RunOutcome conclude(CheckResult result, History history) {
        RunInfo ended = info.endedAt(Instant.now());
        directory.writeInfo(ended);
        directory.writeVerdict(result, List.copyOf(notes));
        RunRecord record = record(ended, result, history);
        try {
            directory.writeReport(Report.html(record, directory.path().toString()));
        } catch (RuntimeException e) {
            // The page is made of whatever the system said; whatever goes wrong in it, the verdict is written already.
            note("the report could not be written: " + e);
            directory.writeVerdict(result, List.copyOf(notes));
            record = record(ended, result, history);
        }
        return new RunOutcome(directory.path(), result, record);
    }

    private RunRecord record(RunInfo ended, CheckResult result, History history) {
        return new RunRecord(ended, history, directory.readFaults(), result, List.copyOf(notes));
    }

    @Override
    public void close() {
        recorder.close();
        faults.close();
    }

    private static io.schism.results.store.FaultEvent line(FaultEvent event) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>(event.toMap());
        if (event.kind() == FaultEvent.Kind.PROBLEM) {
            details.put("kind", details.get("problem"));
            details.put("problem", details.remove("sentence"));
        }
        if (details.get("latency") instanceof Number latency) {
            details.put("millis", latency.doubleValue() / 1e6);
        }
        return new io.schism.results.store.FaultEvent(
                event.planned().id(),
                io.schism.results.store.FaultEvent.Kind.valueOf(event.kind().name()),
                event.time(),
                event.planned().fault(),
                event.planned().variant(),
                event.name(),
                details);
    }
}
