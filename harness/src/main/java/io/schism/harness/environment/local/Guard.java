package io.schism.harness.environment.local;

import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.process.Lifeline;
import io.schism.harness.environment.process.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A small shell process that outlives the harness by a moment: it holds the other end of a pipe, and when the pipe ends, which even
 * {@code kill -9} of the harness cannot prevent, it kills every process it was told to watch and removes the control groups it was told of,
 * with what is in them, frozen or not. A node cannot do that for itself: a stopped process notices nothing. Safe for several threads.
 */
final class Guard implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;

    Guard(Shell shell, String runName) {
        try {
            // By a variable, so that a list of processes shows one short line and not the script.
            ProcessBuilder builder = shell.prepare("eval \"$SCHISM_GUARD\"", List.of("schism-guard", runName));
            builder.environment().put("SCHISM_GUARD", script());
            process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new EnvironmentException(
                    "cannot start the guard process (" + e.getMessage() + "); a POSIX sh must be on PATH", e);
        }
        orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static String script() throws IOException {
        try (InputStream in = Guard.class.getResourceAsStream("guard.sh")) {
            if (in == null) {
                throw new IOException("guard.sh is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Returns when the process is watched: it may be let go then. */
    synchronized void watch(long pid) throws IOException {
        order("+ " + pid);
        expect(String.valueOf(pid));
    }

    /** Returns when it knows the group, which may be made then: one above those of the nodes. */
    synchronized void sweep(Path group) throws IOException {
        order("@ " + group);
        expect("@");
    }

    private void expect(String wanted) throws IOException {
        String answer = answers.readLine();
        if (!wanted.equals(answer)) {
            throw new IOException("the guard process answered " + answer + " instead of " + wanted);
        }
    }

    /** The process is gone and its number may be given to another. */
    synchronized void forget(long pid) {
        try {
            order("- " + pid);
        } catch (IOException e) {
            // The guard is gone, and with it what it could do to a stranger of that number.
        }
    }

    private void order(String line) throws IOException {
        try {
            orders.write(line + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new IOException(
                    "the guard process is gone, and without it a node could outlive the harness; start a new run", e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Ends the guard, which kills what it still watches. */
    @Override
    public synchronized void close() {
        Lifeline.cut(process, PATIENCE);
    }
}
