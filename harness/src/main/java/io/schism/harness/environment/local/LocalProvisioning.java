package io.schism.harness.environment.local;

import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.Provisioning;
import io.schism.harness.environment.ScratchFiles;
import io.schism.harness.environment.Site;
import io.schism.harness.environment.process.Shell;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** Further nodes and the data of dead ones, as processes and directories of this machine. Safe for several threads. */
final class LocalProvisioning implements Provisioning {
    private static final long PROGRAM_SECONDS = 20;

    private final Places places;
    private final Directories directories;
    private final LocalProcesses processes;
    private final Deque<Site> vacant = new ArrayDeque<>();

    LocalProvisioning(Places places, Directories directories, LocalProcesses processes) {
        this.places = places;
        this.directories = directories;
        this.processes = processes;
    }

    @Override
    public synchronized Site furnish() {
        Site free = vacant.poll();
        if (free != null) {
            return free;
        }
        try {
            Site site = places.open(new Node("n" + (processes.nodes().size() + 1)));
            processes.add(site);
            return site;
        } catch (EnvironmentException e) {
            throw new FaultException("no place for one more node: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void vacate(Node furnished) {
        Site site = processes.site(furnished);
        if (vacant.contains(site)) {
            return;
        }
        processes.kill(furnished);
        wipe(furnished);
        vacant.add(site);
    }

    @Override
    public long wipe(Node dead) {
        requireDead(dead);
        try {
            return directories.wipe(dead);
        } catch (IOException e) {
            throw new FaultException("the data of " + dead + " cannot be thrown away: " + e, e);
        }
    }

    @Override
    public String run(Node dead, Path lent, Function<String, List<String>> command) {
        requireDead(dead);
        List<String> words = command.apply(lent.toString());
        try {
            Path output = ScratchFiles.file("output", ".log");
            try {
                ProcessBuilder builder =
                        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
                Shell.withoutProxies(builder.environment());
                return ended(builder.start(), String.join(" ", words), output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new FaultException(words.get(0) + " cannot be run for " + dead + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void unfold(Node dead, String folder) {
        requireDead(dead);
        Path top = directories.seen(dead);
        Path from = top.resolve(folder);
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Files.move(entry, top.resolve(from.relativize(entry)));
            }
            Files.delete(from);
        } catch (IOException e) {
            throw new FaultException("cannot move the data of " + dead + " out of " + from + ": " + e, e);
        }
    }

    private static String ended(Process process, String what, Path output) throws IOException {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PROGRAM_SECONDS, TimeUnit.SECONDS)) {
                throw new FaultException(what + " did not end within " + PROGRAM_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaultException("interrupted while waiting for " + what, e);
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(output).strip();
        if (process.exitValue() != 0) {
            throw new FaultException(what + " failed with status " + process.exitValue() + ": "
                    + printed.substring(printed.lastIndexOf('\n') + 1));
        }
        return printed;
    }

    private void requireDead(Node node) {
        if (processes.state(node) != State.DEAD) {
            throw new FaultException("the data of " + node + " is not to be touched while it runs; kill it first");
        }
    }

    @Override
    public Optional<String> programRefusal(String program) {
        return Optional.empty();
    }
}
