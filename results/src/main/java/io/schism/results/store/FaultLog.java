package io.schism.results.store;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends to {@code faults.jsonl}. Every event is handed to the operating system before {@link #append} returns, so that a harness that is
 * killed leaves the faults it had begun. Safe for several threads.
 */
public final class FaultLog implements Closeable {
    private final BufferedWriter writer;

    FaultLog(Path file) {
        try {
            this.writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new RunStoreException(IoTrouble.sentence("cannot open the fault log", file, e), e);
        }
    }

    /**
     * Writes one line.
     *
     * @throws UncheckedIOException when the disk does not take it
     */
    public synchronized void append(FaultEvent event) {
        try {
            writer.write(Json.line(event.json()));
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
