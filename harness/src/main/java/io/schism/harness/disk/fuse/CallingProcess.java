package io.schism.harness.disk.fuse;

import io.schism.harness.disk.volume.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The thread that asked the kernel for something on a mounted disk. The kernel lets it die only after the answer, so whoever holds the
 * answer back has to look whether somebody is killing it.
 *
 * @param thread its identifier, or 0 when the kernel asks for itself
 */
record CallingProcess(long thread) implements Caller {
    /** SIGKILL among the signals that wait for a thread; the kernel gives it to every thread of a process that ends, however it ends. */
    private static final long KILL = 1L << 8;

    @Override
    public boolean killed() {
        if (thread == 0) {
            return false;
        }
        try {
            return Files.readString(Path.of("/proc", Long.toString(thread), "status"), StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> line.startsWith("SigPnd:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & KILL) != 0);
        } catch (IOException gone) {
            return true;
        }
    }
}
