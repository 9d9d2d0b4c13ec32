package io.schism.harness.clock;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A process of this machine, through {@code /proc}; its own user may do this to its child processes, no privilege is needed. */
public final class LocalProcess implements TargetProcess {
    private static final int WAIT_TRIES = 500;

    private final long pid;
    private final BooleanSupplier frozen;
    private final Path proc;

    /** One that nobody freezes. */
    public LocalProcess(long pid) {
        this(pid, () -> false);
    }

    /**
     * One that may be frozen when it is looked at.
     *
     * @param frozen whether the kernel's freezer holds it; it stands then, and takes no signal
     */
    public LocalProcess(long pid, BooleanSupplier frozen) {
        this.pid = pid;
        this.frozen = frozen;
        this.proc = Path.of("/proc", Long.toString(pid));
    }

    @Override
    public AddressRange vdso() throws IOException {
        for (String line : Files.readAllLines(proc.resolve("maps"))) {
            if (line.endsWith("[vdso]")) {
                String[] ends = line.substring(0, line.indexOf(' ')).split("-", 2);
                return new AddressRange(Long.parseUnsignedLong(ends[0], 16), Long.parseUnsignedLong(ends[1], 16));
            }
        }
        throw new IOException("process " + pid + " has no vDSO; its kernel was started with vdso=0");
    }

    @Override
    public byte[] read(long address, int length) throws IOException {
        byte[] bytes = new byte[length];
        try (RandomAccessFile memory = new RandomAccessFile(proc.resolve("mem").toFile(), "r")) {
            memory.seek(address);
            memory.readFully(bytes);
        }
        return bytes;
    }

    @Override
    public void write(long address, byte[] bytes) throws IOException {
        try (RandomAccessFile memory = new RandomAccessFile(proc.resolve("mem").toFile(), "rw")) {
            memory.seek(address);
            memory.write(bytes);
        }
    }

    @Override
    public Stopped stop() throws IOException {
        boolean stoodBefore = frozen.getAsBoolean() || stands();
        if (!stoodBefore) {
            signal("STOP");
            awaitStanding();
        }
        return new Stopped() {
            @Override
            public List<Long> programCounters() throws IOException {
                List<Long> counters = new ArrayList<>();
                for (Path task : tasks()) {
                    String line = Files.readString(task.resolve("syscall")).trim();
                    counters.add(Long.decode(line.substring(line.lastIndexOf(' ') + 1)));
                }
                return counters;
            }

            @Override
            public void close() throws IOException {
                if (!stoodBefore) {
                    signal("CONT");
                }
            }
        };
    }

    private void awaitStanding() throws IOException {
        for (int i = 0; i < WAIT_TRIES; i++) {
            if (stands()) {
                return;
            }
            pauseBriefly();
        }
        signal("CONT");
        throw new IOException("process " + pid + " did not stop within " + WAIT_TRIES + " ms");
    }

    private boolean stands() throws IOException {
        for (Path task : tasks()) {
            String stat;
            try {
                stat = Files.readString(task.resolve("stat"));
            } catch (NoSuchFileException ended) {
                continue; // a thread that ended between the listing and the look stands still for good
            }
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            if (state != 'T' && state != 't') {
                return false;
            }
        }
        return true;
    }

    private List<Path> tasks() throws IOException {
        List<Path> tasks = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(proc.resolve("task"))) {
            stream.forEach(tasks::add);
        }
        return tasks;
    }

    private void signal(String name) throws IOException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .redirectErrorStream(true)
                .start();
        try {
            String answer = new String(kill.getInputStream().readAllBytes(), Charset.defaultCharset());
            if (kill.waitFor() != 0) {
                throw new IOException("kill -" + name + " " + pid + ": " + answer.trim());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while signalling process " + pid, e);
        }
    }

    private static void pauseBriefly() throws IOException {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a process to stop", e);
        }
    }

    @Override
    public String toString() {
        return "process " + pid;
    }
}
