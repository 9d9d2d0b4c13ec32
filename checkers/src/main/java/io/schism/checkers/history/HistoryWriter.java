package io.schism.checkers.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/**
 * Writes a history as {@code .jsonl}: one operation a line, in the order of the calls. Lines are buffered until {@link #flush}; a line is
 * complete once the flush after it returned. Not safe for several threads.
 */
public final class HistoryWriter implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator generator;

    /** Writes to the stream, which {@link #close} closes. */
    public HistoryWriter(OutputStream out) throws IOException {
        generator = JSON.createGenerator(Objects.requireNonNull(out, "out"));
        generator.setRootValueSeparator(null);
    }

    /**
     * Writes one line.
     *
     * @throws IllegalArgumentException when key, value or error hold what a history cannot, such as an Integer; the line is then torn and
     *     the writer must be closed
     */
    public void write(Operation operation) throws IOException {
        OperationJson.write(generator, operation);
        generator.writeRaw('\n');
    }

    /** Hands everything written so far to the stream and flushes it. */
    public void flush() throws IOException {
        generator.flush();
    }

    @Override
    public void close() throws IOException {
        generator.close();
    }
}
