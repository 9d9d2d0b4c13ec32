package io.schism.harness.engine;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the history. Gives every operation its index and time, holds it in memory for the checkers, and hands it to a thread that writes it
 * to the operating system within 50 ms, so that killing this process loses no more than the last 100 ms. When the disk is slower than
 * the run, recording waits; when it fails, memory goes on and {@link #problem} says so. Safe for several threads.
 */
public final class Recorder implements AutoCloseable {
    /** How many operations may wait to be written: well below what is written in 100 ms. */
    private static final int BACKLOG_LIMIT = 32_768;
    /** With so many waiting they are written at once. */
    private static final int BATCH = 4_096;
    /** The longest that an operation waits for others to be written with, in milliseconds. */
    private static final long LINGER_MILLIS = 20;
    /** How long closing waits for the disk, in milliseconds. */
    private static final long CLOSE_MILLIS = 10_000;

    private final Clock clock;
    private final HistoryFile file;
    private final Thread writer;
    private final Object lock = new Object();

    private final List<Operation> operations = new ArrayList<>();
    private int written;
    private boolean closed;
    private @Nullable String problem;

    private Recorder(Clock clock, HistoryFile file) {
        this.clock = clock;
        this.file = file;
        this.writer = new Thread(this::write, "schism-recorder");
        writer.setDaemon(true);
    }

    /**
     * Begins a history file.
     *
     * @throws IOException when it cannot be created
     */
    public static Recorder open(Path path, Clock clock) throws IOException {
        Recorder recorder = new Recorder(clock, HistoryFile.create(path));
        recorder.writer.start();
        return recorder;
    }

    /** The clock by which operations are stamped. */
    Clock clock() {
        return clock;
    }

    /**
     * Records one operation now.
     *
     * @return it, with index and time
     * @throws IllegalStateException after {@link #close}
     */
    public Operation record(
            int process,
            Operation.Type type,
            String f,
            @Nullable Object key,
            @Nullable Object value,
            @Nullable Object error) {
        synchronized (lock) {
            if (operations.size() - written >= BACKLOG_LIMIT) {
                awaitRoom();
            }
            if (closed) {
                throw new IllegalStateException("the history is closed; " + f + " comes too late");
            }
            Operation operation = new Operation(operations.size(), clock.nanos(), process, type, f, key, value, error);
            operations.add(operation);
            int waiting = operations.size() - written;
            if (waiting == 1 || waiting == BATCH) {
                lock.notifyAll();
            }
            return operation;
        }
    }

    /** Records what the nemesis did: {@code f} is the fault, {@code value} its id, phase, name and targets. */
    public Operation recordNemesis(String f, @Nullable Object value) {
        return record(Operation.NEMESIS, Operation.Type.INFO, f, null, value, null);
    }

    /** All that was recorded so far. */
    public History history() {
        synchronized (lock) {
            return History.of(operations);
        }
    }

    /** What went wrong with the file, when something did; the history in memory is complete all the same. */
    public Optional<String> problem() {
        synchronized (lock) {
            return Optional.ofNullable(problem);
        }
    }

    /** Writes what is not yet written, and ends. Calling it again does nothing. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        try {
            writer.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (lock) {
            if (writer.isAlive() && problem == null) {
                problem = "the history could not be written within " + CLOSE_MILLIS / 1_000
                        + " s of its end; the file lacks the last " + (operations.size() - written) + " operations";
            }
        }
    }

    private void write() {
        try (file) {
            List<Operation> batch = nextBatch();
            while (!batch.isEmpty()) {
                file.append(batch);
                synchronized (lock) {
                    written += batch.size();
                    problem = problem == null ? file.problem() : problem;
                    lock.notifyAll();
                }
                batch = nextBatch();
            }
        } catch (IOException | InterruptedException e) {
            synchronized (lock) {
                problem = "the history could not be written: " + e.getMessage()
                        + "; it is in memory only from operation " + written + " on";
                lock.notifyAll();
            }
        }
    }

    /** What is to be written next; empty at the end. */
    private List<Operation> nextBatch() throws InterruptedException {
        synchronized (lock) {
            while (operations.size() == written && !closed) {
                lock.wait();
            }
            long left = LINGER_MILLIS;
            long end = System.nanoTime() / 1_000_000 + LINGER_MILLIS;
            while (operations.size() - written < BATCH && !closed && left > 0) {
                lock.wait(left);
                left = end - System.nanoTime() / 1_000_000;
            }
            return new ArrayList<>(operations.subList(written, operations.size()));
        }
    }

    /** An operation that happened is recorded even by a thread that was interrupted; it finds its interruption again afterwards. */
    private void awaitRoom() {
        boolean interrupted = false;
        while (operations.size() - written >= BACKLOG_LIMIT && problem == null && !closed) {
            try {
                lock.wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
