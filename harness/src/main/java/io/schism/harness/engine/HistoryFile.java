package io.schism.harness.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.schism.checkers.history.Operation;
import io.schism.checkers.history.OperationJson;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of operations, one a line. Every batch reaches the operating system before {@link #append} returns. Used by one thread. */
final class HistoryFile implements Closeable {
    private final JsonFactory json = new JsonFactory();
    private final OutputStream file;
    private final Bytes lines = new Bytes();
    private @Nullable JsonGenerator generator;
    private @Nullable String problem;

    private HistoryFile(OutputStream file) {
        this.file = file;
    }

    static HistoryFile create(Path path) throws IOException {
        return new HistoryFile(Files.newOutputStream(path));
    }

    /** The first operation that could not be written as it is, in words, or null. */
    @Nullable String problem() {
        return problem;
    }

    void append(List<Operation> operations) throws IOException {
        lines.reset();
        for (Operation operation : operations) {
            line(operation);
        }
        file.write(lines.array(), 0, lines.size());
    }

    private void line(Operation operation) throws IOException {
        if (generator == null) {
            generator = json.createGenerator(lines).setRootValueSeparator(null);
        }
        int start = lines.size();
        try {
            OperationJson.write(generator, operation);
            generator.flush();
        } catch (IllegalArgumentException e) {
            // A workload's value that no history can hold: the line must not be lost, the order depends on it.
            problem =
                    "operation " + operation.index() + " (" + operation.f() + ") cannot be written: " + e.getMessage();
            generator = json.createGenerator(lines).setRootValueSeparator(null);
            lines.truncate(start);
            OperationJson.write(
                    generator,
                    new Operation(
                            operation.index(),
                            operation.time(),
                            operation.process(),
                            operation.type(),
                            operation.f(),
                            null,
                            null,
                            problem));
            generator.flush();
        }
        lines.write('\n');
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Lends its array instead of copying it. */
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes() {
            super(1 << 16);
        }

        byte[] array() {
            return buf;
        }

        void truncate(int size) {
            count = size;
        }
    }
}
