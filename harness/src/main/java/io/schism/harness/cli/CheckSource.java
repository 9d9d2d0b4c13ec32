package io.schism.harness.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.schism.checkers.history.HistoryOptions;
import io.schism.checkers.history.HistoryReader;
import io.schism.checkers.history.RecordedHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a history comes from: a file as it is, or a run directory, which names its own workload and whose last line may be torn because the
 * run was killed.
 *
 * @param history the file with the operations
 * @param options how it is read
 * @param configuration the run's {@code run.json}, when it is a run
 */
record CheckSource(Path history, HistoryOptions options, Optional<Path> configuration) {
    private static final JsonFactory JSON = new JsonFactory();

    static CheckSource of(Path path, boolean independentTuples) {
        HistoryOptions options = HistoryOptions.ofDefaults().withIndependentTuples(independentTuples);
        if (!Files.isDirectory(path)) {
            return new CheckSource(path, options, Optional.empty());
        }
        Path history = path.resolve("history.jsonl");
        if (!Files.isReadable(history)) {
            throw new UsageException(path + " holds no history.jsonl; give a run directory or a history file");
        }
        return new CheckSource(history, options.withTolerateTornEnd(true), Optional.of(path.resolve("run.json")));
    }

    RecordedHistory read() throws IOException {
        return HistoryReader.read(history, options);
    }

    /** The workload that the run was made with. */
    String workload() throws IOException {
        if (configuration.isEmpty()) {
            throw new UsageException(history
                    + " is no run directory and does not say what its operations mean; give --model or --workload");
        }
        Path file = configuration.get();
        if (!Files.isReadable(file)) {
            throw new UsageException(
                    file + " is missing, so the run's workload is unknown; give --model or --workload");
        }
        String workload = field(file, "workload");
        if (workload == null) {
            throw new UsageException(file + " names no workload; give --model or --workload");
        }
        return workload;
    }

    private static @Nullable String field(Path file, String name) throws IOException {
        try (JsonParser parser = JSON.createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (field.equals(name) && value == JsonToken.VALUE_STRING) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return null;
        } catch (JsonProcessingException e) {
            throw new UsageException(
                    file + " is not JSON, so the run's workload is unknown; give --model or --workload");
        }
    }
}
