package io.schism.harness.environment.docker.image;

import io.schism.harness.environment.EnvironmentException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * The files of an image: programs of this machine with the shared libraries they need, folders, small texts. Written as the tar archive
 * of a build context; names are sorted and times zero, so that equal content gives an equal archive. Used by one thread.
 */
final class RootFilesystem {
    private static final Pattern LIBRARY = Pattern.compile("(?:=>\\s*)?(/\\S+)\\s+\\(0x[0-9a-f]+\\)");
    private static final String ROOT = "rootfs";
    private static final int PROGRAM = 0100755;
    private static final int TEXT = 0100644;
    private static final int FOLDER = 040755;
    private static final int SHARED_FOLDER = 041777;

    private final Map<String, Entry> entries = new TreeMap<>();
    private Runnable afterwards = () -> {};

    RootFilesystem() {
        text("/etc/passwd", "root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n");
        text("/etc/group", "root:x:0:\nnogroup:x:65534:\n");
        text("/etc/nsswitch.conf", "hosts: files dns\n");
        folder("/tmp", SHARED_FOLDER);
    }

    /** A program of this machine, at the place it has here, with all its shared libraries. */
    RootFilesystem program(Path program) {
        return programAt(program, program.toString());
    }

    /** The same at another place in the image. */
    RootFilesystem programAt(Path program, String place) {
        entries.put(place, new Entry(program, null, PROGRAM));
        libraries(program);
        return this;
    }

    /** Everything below a folder of this machine, at another place in the image, with the libraries of the programs in it. */
    RootFilesystem tree(Path from, String to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String place = to + "/" + from.relativize(file).toString().replace('\\', '/');
                boolean runs = Files.isExecutable(file);
                entries.put(place, new Entry(file, null, runs ? PROGRAM : TEXT));
                if (runs || place.endsWith(".so")) {
                    libraries(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    RootFilesystem file(Path file, String place) {
        entries.put(place, new Entry(file, null, TEXT));
        return this;
    }

    RootFilesystem content(String place, byte[] bytes) {
        entries.put(place, new Entry(null, bytes, TEXT));
        return this;
    }

    RootFilesystem text(String place, String content) {
        return content(place, content.getBytes(StandardCharsets.UTF_8));
    }

    RootFilesystem folder(String place) {
        return folder(place, FOLDER);
    }

    private RootFilesystem folder(String place, int mode) {
        entries.put(place + "/", new Entry(null, new byte[0], mode));
        return this;
    }

    private void libraries(Path program) {
        try {
            Process ldd = new ProcessBuilder("ldd", program.toString())
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(ldd.getInputStream(), Charset.defaultCharset()))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Matcher library = LIBRARY.matcher(line);
                    if (library.find()) {
                        // Inside the tree (a JDK's own libraries) it is already there at its place.
                        entries.putIfAbsent(library.group(1), new Entry(Path.of(library.group(1)), null, PROGRAM));
                    }
                }
            }
            ldd.waitFor(); // a static program makes it answer "not a dynamic executable" and 1, which is fine
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("interrupted while looking for the libraries of " + program, e);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "cannot find the libraries of " + program + " (" + e.getMessage() + "); images need ldd", e);
        }
    }

    /** Does this when the archive is written or could not be: files that were made for it go away. */
    RootFilesystem onceWritten(Runnable step) {
        afterwards = step;
        return this;
    }

    /** Writes the archive and closes the stream. */
    void writeTo(OutputStream out) throws IOException {
        try {
            write(out);
        } finally {
            afterwards.run();
        }
    }

    private void write(OutputStream out) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            byte[] recipe = ("FROM scratch\nCOPY " + ROOT + "/ /\n").getBytes(StandardCharsets.UTF_8);
            put(tar, "Dockerfile", new Entry(null, recipe, TEXT));
            for (Map.Entry<String, Entry> named : entries.entrySet()) {
                put(tar, ROOT + named.getKey(), named.getValue());
            }
        }
    }

    private static void put(TarArchiveOutputStream tar, String name, Entry entry) throws IOException {
        TarArchiveEntry header =
                new TarArchiveEntry(name, name.endsWith("/") ? TarConstants.LF_DIR : TarConstants.LF_NORMAL);
        header.setMode(entry.mode);
        header.setModTime(0L);
        header.setSize(entry.size());
        tar.putArchiveEntry(header);
        if (!header.isDirectory()) {
            entry.copyTo(tar);
        }
        tar.closeArchiveEntry();
    }

    private record Entry(@Nullable Path file, byte @Nullable [] content, int mode) {
        long size() throws IOException {
            return file != null ? Files.size(file) : text().length;
        }

        void copyTo(OutputStream out) throws IOException {
            if (file != null) {
                Files.copy(file, out);
                return;
            }
            out.write(text());
        }

        private byte[] text() {
            return content == null ? new byte[0] : content;
        }
    }
}
