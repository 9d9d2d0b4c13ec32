package io.schism.checkers.replica;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.schism.checkers.history.MalformedHistoryException;
import io.schism.checkers.history.OperationJson;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Observations in a file, one a line, in the order in which they were made. A line is handed to the operating system before {@link #append}
 * returns. Safe for several threads.
 */
public final class ObservationLog implements Closeable {
    private static final JsonFactory JSON = new JsonFactory();

    private final Writer writer;

    private ObservationLog(Writer writer) {
        this.writer = writer;
    }

    /** Begins a file. */
    public static ObservationLog create(Path file) throws IOException {
        return new ObservationLog(Files.newBufferedWriter(Objects.requireNonNull(file, "file")));
    }

    /** Writes one line. */
    public synchronized void append(Observation observation) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(line)) {
            OperationJson.writeValue(generator, ObservationJson.write(observation));
        }
        writer.append(line.append('\n').toString());
        writer.flush();
    }

    /**
     * Reads a file back. A last line that a crash has torn is left out.
     *
     * @throws MalformedHistoryException when another line cannot be read; the message names file and line
     */
    public static List<Observation> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                if (!(OperationJson.readValue(lines.get(i)) instanceof Map<?, ?> object)) {
                    throw new MalformedHistoryException("not a JSON object");
                }
                observations.add(ObservationJson.read(object));
            } catch (MalformedHistoryException e) {
                if (i == lines.size() - 1) {
                    break;
                }
                throw new MalformedHistoryException(file + ", line " + (i + 1) + ": " + e.getMessage());
            }
        }
        return observations;
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }
}
