package io.schism.checkers.history;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads histories: {@code .jsonl} (one operation a line), an array of the same objects (elle-cli's JSON), Jepsen's {@code .edn} (one vector
 * or list, or one map after another), each plain or gzipped. What it is is told by the first bytes and the name. Reading streams; the file is
 * never in memory as a whole. Stateless.
 *
 * <p>Fields are {@code index} (the place in the file where missing), {@code time} (-1 where missing), {@code process} (a number from 0, or
 * {@code nemesis}), {@code type}, {@code f} ({@code txn} where missing and the value is a list of {@code [f, key, value]}), {@code key}, {@code value},
 * {@code error}; others are left aside. Nothing is guessed: what cannot be
 * read is a {@link MalformedHistoryException} that names file, line and column.
 */
public final class HistoryReader {
    private static final int BUFFER = 1 << 16;

    private HistoryReader() {}

    /**
     * Reads a file with the default options.
     *
     * @throws MalformedHistoryException when a line cannot be read, or no client could have recorded it
     */
    public static History read(Path file) throws IOException {
        return read(file, HistoryOptions.ofDefaults()).history();
    }

    /**
     * Reads a file.
     *
     * @throws MalformedHistoryException when a line cannot be read, or no client could have recorded it
     */
    public static RecordedHistory read(Path file, HistoryOptions options) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString(), options);
        }
    }

    /**
     * Reads a stream to its end and leaves it open.
     *
     * @param name what the stream is called in messages; its ending helps to tell the format
     * @throws MalformedHistoryException when a line cannot be read, or no client could have recorded it
     */
    public static RecordedHistory read(InputStream in, String name, HistoryOptions options) throws IOException {
        try {
            InputStream plain = unzipped(new BufferedInputStream(in, BUFFER));
            OperationSource source =
                    switch (HistoryFormat.of(name, plain)) {
                        case JSON -> new JsonSource(name, plain, options);
                        case EDN -> new EdnSource(name, plain, options);
                    };
            List<Operation> operations = new ArrayList<>();
            ValueSharing sharing = new ValueSharing();
            for (Operation operation = source.next(); operation != null; operation = source.next()) {
                operations.add(sharing.shared(operation));
            }
            return new RecordedHistory(paired(name, operations), source.dropped());
        } catch (ZipException | EOFException e) {
            throw new MalformedHistoryException(
                    name + ": the gzip data is damaged or cut off (" + e.getMessage() + "); copy the file again");
        } catch (CharacterCodingException e) {
            throw new MalformedHistoryException(name + ": the text is not UTF-8; convert it");
        }
    }

    private static InputStream unzipped(BufferedInputStream in) throws IOException {
        in.mark(2);
        boolean zipped = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return zipped ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
    }

    private static History paired(String name, List<Operation> operations) {
        try {
            return History.of(operations);
        } catch (MalformedHistoryException e) {
            throw new MalformedHistoryException(name + ": " + e.getMessage());
        }
    }
}
