package io.schism.harness.environment.local;

import io.schism.harness.environment.Launch;
import io.schism.harness.environment.process.ProcessTable;
import io.schism.harness.environment.process.Shell;
import io.schism.harness.environment.process.Signals;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The process of one node, through its deaths and restarts. Safe for several threads; one order at a time. */
final class NodeProcess {
    /** The name the waiting shell has in its argument list, and the program that takes its place has not. */
    private static final String WAITING = "schism-launch";
    /** Waits for the word before it becomes the program: a harness that dies between fork and the guard's watch must leave nothing. */
    private static final String SCRIPT = "read -r word && [ \"$word\" = go ] || exit 125; exec \"$@\" </dev/null";

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Node node;
    private final Shell shell;
    private final Guard guard;
    private final ProcessTable table;
    private final Enclosure enclosure;
    private final Path log;
    private volatile @Nullable Process process;
    /** Stopped by an order, not only for a moment by one who takes its processor time away. */
    private volatile boolean held;

    private volatile boolean drowsy;

    /** What is around the processes of a node. Safe for several threads. */
    interface Enclosure {
        /** Puts a process into it that has started nothing yet. */
        void admit(long pid) throws IOException;

        /** Opens it so far that a process that has got its signal can die of it. */
        void open();
    }

    NodeProcess(Node node, Shell shell, Guard guard, ProcessTable table, Enclosure enclosure, Path log) {
        this.node = node;
        this.shell = shell;
        this.guard = guard;
        this.table = table;
        this.enclosure = enclosure;
        this.log = log;
    }

    /** Waits for no order under way: who holds a lock of its own asks this while an order that calls it back holds ours. */
    State state() {
        Process current = process;
        if (current == null || !current.isAlive()) {
            return State.DEAD;
        }
        char letter = table.state(current.pid());
        // Asked again because the number could have been given away between the two questions.
        if (letter == ProcessTable.GONE || letter == 'Z' || !current.isAlive()) {
            return State.DEAD;
        }
        boolean stopped = letter == 'T' || letter == 't';
        return stopped && (held || !drowsy) ? State.PAUSED : State.RUNNING;
    }

    OptionalLong pid() {
        Process current = process;
        return current == null || state() == State.DEAD ? OptionalLong.empty() : OptionalLong.of(current.pid());
    }

    /**
     * Starts the program; true when it was not running before.
     *
     * @param onExit runs on some thread when the process has ended
     */
    synchronized boolean start(Launch launch, Runnable onExit) {
        if (state() != State.DEAD) {
            return false;
        }
        requireProgram(launch.command().get(0));
        List<String> arguments = new ArrayList<>(List.of(WAITING));
        arguments.addAll(launch.command());
        ProcessBuilder builder = shell.prepare(SCRIPT, arguments)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Shell.withoutProxies(builder.environment());
        builder.environment().putAll(launch.environment());
        Process started = null;
        try {
            started = builder.start();
            guard.watch(started.pid());
            enclosure.admit(started.pid());
            process = started;
            held = false;
            long pid = started.pid();
            var unused = started.onExit().thenRun(() -> guard.forget(pid)).thenRun(onExit);
            started.getOutputStream().write("go\n".getBytes(StandardCharsets.US_ASCII));
            started.getOutputStream().close();
        } catch (IOException e) {
            if (started != null) {
                started.destroyForcibly();
            }
            throw new FaultException("cannot start " + node + " (" + e.getMessage() + ")", e);
        }
        Process current = started;
        await(10 * SECOND, () -> !current.isAlive() || !table.commandContains(current.pid(), WAITING));
        if (!current.isAlive()) {
            throw new FaultException(node + " ended at once with status " + current.exitValue() + "; see " + log);
        }
        return true;
    }

    private void requireProgram(String program) {
        boolean there = program.contains(File.separator)
                ? Files.isExecutable(Path.of(program)) && !Files.isDirectory(Path.of(program))
                : Shell.onPath(program).isPresent();
        if (!there) {
            throw new FaultException("program " + program + " of " + node + " is "
                    + (program.contains(File.separator) ? "no executable file" : "not on PATH")
                    + "; install it or give its full path");
        }
    }

    synchronized void kill() {
        if (state() == State.DEAD) {
            return;
        }
        signal("KILL");
        enclosure.open();
        awaitEnd(10 * SECOND);
    }

    synchronized void terminate() {
        if (state() == State.DEAD) {
            return;
        }
        held = false;
        signal("TERM");
        // A stopped process takes no signal but KILL and CONT.
        signal("CONT");
        enclosure.open();
        if (!endsWithin(5 * SECOND)) {
            kill();
        }
    }

    synchronized void pause() {
        if (state() == State.DEAD) {
            throw new FaultException("cannot pause " + node + ": it is dead");
        }
        held = true;
        signal("STOP");
        if (!await(5 * SECOND, () -> state() != State.RUNNING) || state() == State.DEAD) {
            held = false;
            throw new FaultException(node + " did not stop after SIGSTOP; it is " + state());
        }
    }

    synchronized void resume() {
        if (state() != State.PAUSED) {
            return;
        }
        held = false;
        signal("CONT");
        if (!await(5 * SECOND, () -> state() != State.PAUSED)) {
            throw new FaultException(node + " did not run again after SIGCONT");
        }
    }

    /**
     * Stops the process for a moment, which is no pause.
     *
     * @return whether it did; one that is dead or paused needs no sleep
     */
    synchronized boolean nap(Signals signals) {
        if (held || state() == State.DEAD) {
            return false;
        }
        drowsy = true;
        send(signals, "STOP");
        return true;
    }

    /** Lets it go on after a nap; a pause goes on. */
    synchronized void wake(Signals signals) {
        if (drowsy && !held) {
            send(signals, "CONT");
        }
    }

    /** Ends the last nap; whoever finds it stopped from now on finds it paused. */
    synchronized void rouse(Signals signals) {
        wake(signals);
        OptionalLong pid = pid();
        if (drowsy && !held && pid.isPresent()) {
            await(5 * SECOND, () -> table.state(pid.getAsLong()) != 'T');
        }
        drowsy = false;
    }

    private void send(Signals signals, String name) {
        pid().ifPresent(pid -> signals.send(name, pid));
    }

    private void signal(String name) {
        Process current = process;
        if (current == null) {
            return;
        }
        try {
            shell.signal(name, current.pid());
        } catch (IOException e) {
            throw new FaultException("cannot signal " + node + ": " + e.getMessage(), e);
        }
    }

    private void awaitEnd(long nanos) {
        if (!endsWithin(nanos)) {
            throw new FaultException(
                    node + " is still there " + TimeUnit.NANOSECONDS.toSeconds(nanos) + " s after SIGKILL");
        }
    }

    private boolean endsWithin(long nanos) {
        Process current = process;
        try {
            return current == null || current.waitFor(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaultException("interrupted while waiting for the end of " + node, e);
        }
    }

    /** Asks every millisecond: the operating system tells nobody when a process has stopped. */
    private boolean await(long nanos, BooleanSupplier condition) {
        long deadline = System.nanoTime() + nanos;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FaultException("interrupted while waiting for " + node, e);
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return node.name();
    }
}
