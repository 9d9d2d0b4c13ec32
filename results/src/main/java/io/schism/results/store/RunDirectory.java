package io.schism.results.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.schism.checkers.CheckResult;
import io.schism.results.FaultWindow;
import io.schism.results.RunInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run on disk. Files are replaced in one step; {@code history.jsonl} and {@code replicas.jsonl} are written by the harness and
 * {@code faults.jsonl} through {@link FaultLog} while the run goes on. A directory that a crash left behind can be read all the same: what is missing is empty.
 */
public final class RunDirectory {
    private final Path path;

    RunDirectory(Path path) {
        this.path = Objects.requireNonNull(path, "path");
    }

    /** The directory itself. */
    public Path path() {
        return path;
    }

    /** Where the engine writes the history. */
    public Path historyFile() {
        return path.resolve("history.jsonl");
    }

    /** Where the faults are kept. */
    public Path faultsFile() {
        return path.resolve("faults.jsonl");
    }

    /** Where is kept what the nodes said of themselves. */
    public Path replicasFile() {
        return path.resolve("replicas.jsonl");
    }

    /** Where the verdict is kept. */
    public Path verdictFile() {
        return path.resolve("verdict.json");
    }

    /** Where the report is kept. */
    public Path reportFile() {
        return path.resolve("report.html");
    }

    /** Where the start of the run is kept. */
    public Path infoFile() {
        return path.resolve("run.json");
    }

    /** The directory for the logs of one node, made when it is not there. It lies in this run whatever the name is. */
    public Path nodeDirectory(String node) {
        Path directory = path.resolve("nodes").resolve(FileName.of(node));
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new RunStoreException(IoTrouble.sentence("cannot make", directory, e), e);
        }
    }

    /** Opens the log of faults for appending. */
    public FaultLog openFaultLog() {
        return new FaultLog(faultsFile());
    }

    /** Writes or replaces {@code run.json}. */
    public void writeInfo(RunInfo info) {
        AtomicFile.write(infoFile(), Json.indented(RunInfoJson.write(info)) + "\n");
    }

    /**
     * Writes or replaces {@code verdict.json}.
     *
     * @param notes findings beside the verdict, one sentence each
     */
    public void writeVerdict(CheckResult result, List<String> notes) {
        AtomicFile.write(verdictFile(), Json.indented(VerdictJson.write(result, notes)) + "\n");
    }

    /** Writes or replaces {@code report.html}. */
    public void writeReport(String html) {
        AtomicFile.write(reportFile(), html);
    }

    /** How the run was started; empty when {@code run.json} is missing or damaged. */
    public Optional<RunInfo> readInfo() {
        return object(infoFile()).map(RunInfoJson::read);
    }

    /** What the checkers said; empty when {@code verdict.json} is missing (the run crashed or is going on) or damaged. */
    public Optional<CheckResult> readVerdict() {
        return object(verdictFile()).map(VerdictJson::read);
    }

    /** The findings beside the verdict; empty when there is no verdict. */
    public List<String> readNotes() {
        return object(verdictFile()).map(object -> Json.texts(object, "notes")).orElse(List.of());
    }

    /** The faults, in order of their numbers. */
    public List<FaultWindow> readFaults() {
        return FaultFile.read(faultsFile());
    }

    private static Optional<Map<String, @Nullable Object>> object(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.object(Files.readString(file)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new RunStoreException(IoTrouble.sentence("cannot read", file, e), e);
        }
    }
}
