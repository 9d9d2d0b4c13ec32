package io.schism.harness.environment.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The process table of this machine, where the engine's containers show when it is the engine's machine, too: a look takes microseconds,
 * and one by way of the engine, which starts {@code ps}, tens of milliseconds. Stateless.
 */
final class HostProcesses {
    private HostProcesses() {}

    /**
     * Whether every thread of a process stands still because it was told to stop; the signal stops one after the other.
     *
     * @param pid as the engine tells it
     * @param container identity of its container; a process of another one, on an engine elsewhere, may have that number here
     * @return empty when it cannot be seen from here
     */
    static Optional<Boolean> stopped(long pid, String container) {
        Path process = Path.of("/proc", String.valueOf(pid));
        try {
            if (!Files.readString(process.resolve("cgroup")).contains(container)) {
                return Optional.empty();
            }
            try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
                for (Path thread : threads) {
                    String line = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
                    // The name of the program stands before it, in parentheses, and may hold anything.
                    if (line.charAt(line.lastIndexOf(')') + 2) != 'T') {
                        return Optional.of(false);
                    }
                }
                return Optional.of(true);
            }
        } catch (IOException | DirectoryIteratorException | StringIndexOutOfBoundsException unseen) {
            return Optional.empty();
        }
    }
}
