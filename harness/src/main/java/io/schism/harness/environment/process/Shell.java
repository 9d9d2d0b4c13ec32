package io.schism.harness.environment.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts scripts in a session of their own, where the machine has the means ({@code setsid}, else {@code perl}): what is typed at the
 * terminal of the harness, Ctrl-C above all, must not reach the nodes, for the harness still has faults to heal and reads to make then.
 * Immutable.
 */
public final class Shell {
    private static final long SIGNAL_SECONDS = 10;

    private final List<String> session;

    private Shell(List<String> session) {
        this.session = session;
    }

    public static Shell ofThisMachine() {
        if (onPath("setsid").isPresent()) {
            return withSetsid();
        }
        return onPath("perl").isPresent() ? withPerl() : plain();
    }

    static Shell withSetsid() {
        return new Shell(List.of("setsid"));
    }

    /** For macOS, which has no setsid. */
    static Shell withPerl() {
        return new Shell(List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or exit 127;"));
    }

    /** In our own session, for want of a better. */
    static Shell plain() {
        return new Shell(List.of());
    }

    /** Where the program of that name is. */
    public static Optional<Path> onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String directory : path.split(File.pathSeparator)) {
            Path candidate = Path.of(directory.isEmpty() ? "." : directory, program);
            if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Whether a process started here leads a process group of its own. */
    public boolean groups() {
        return !session.isEmpty();
    }

    /** A process that runs the script with these arguments, the first being its name. */
    public ProcessBuilder prepare(String script, List<String> arguments) {
        List<String> command = new ArrayList<>(session);
        command.addAll(List.of("sh", "-c", script));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /** Sends a signal to the process and, where it leads one, to its whole group: a node may be a script around the real program. */
    public void signal(String name, long pid) throws IOException {
        // Without "--" before the number, which the shells of Debian and BusyBox refuse each in its own way.
        String target =
                groups() ? "kill -" + name + " -" + pid + " || kill -" + name + " " + pid : "kill -" + name + " " + pid;
        Process process = new ProcessBuilder(List.of("sh", "-c", target))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("sending " + name + " to " + pid + " took more than " + SIGNAL_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while sending " + name + " to " + pid, e);
        }
    }

    /** The variables through which an inherited proxy would lead a node's traffic past ours. */
    public static void withoutProxies(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(name -> name.equalsIgnoreCase("http_proxy")
                        || name.equalsIgnoreCase("https_proxy")
                        || name.equalsIgnoreCase("all_proxy")
                        || name.equalsIgnoreCase("no_proxy"));
    }
}
