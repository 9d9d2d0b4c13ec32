package io.schism.harness.cli;

import io.schism.harness.environment.EnvironmentException;
import io.schism.results.store.RunStoreException;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The command {@code schism}. Every subcommand is a class of its own in this package, listed here; it answers with an {@link ExitCode}'s
 * number and throws {@link UsageException} for wrong usage that only shows after parsing.
 */
@Command(
        name = "schism",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        description = "Split your cluster, then check its history.",
        subcommands = {
            TestCommand.class,
            CheckCommand.class,
            DoctorCommand.class,
            BugsCommand.class,
            ServeCommand.class,
            CleanCommand.class,
            ImagesCommand.class,
            BenchCommand.class
        },
        footer = {"", "Exit codes: 0 valid, 1 invalid, 2 unknown, 64 wrong usage, 70 harness error."})
public final class Main implements Runnable {
    /** When set, an unexpected error shows its stack trace. */
    private static final String TRACE = "SCHISM_TRACE";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        Thread.setDefaultUncaughtExceptionHandler(Main::unhandled);
        System.exit(commandLine().execute(arguments));
    }

    /** The command line with all subcommands; tests set its writers. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.registerConverter(Duration.class, new DurationConverter());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Main::misused);
        line.setExecutionExceptionHandler(Main::failed);
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? "
                        + String.join(", ", spec.commandLine().getSubcommands().keySet()));
    }

    /** A library's thread that dies, such as one that tidies up when its engine is gone already, costs a line and nothing else. */
    private static void unhandled(Thread thread, Throwable e) {
        System.err.println("schism: " + thread.getName() + " ended with " + e);
        if (System.getenv(TRACE) != null) {
            e.printStackTrace();
        }
    }

    private static int misused(ParameterException e, String[] arguments) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName(" ");
        complain(e.getCommandLine().getErr(), e.getMessage() + "; see " + command + " --help");
        return ExitCode.USAGE.number();
    }

    private static int failed(Exception e, CommandLine line, ParseResult parsed) {
        if (e instanceof UsageException) {
            complain(line.getErr(), String.valueOf(e.getMessage()));
            return ExitCode.USAGE.number();
        }
        if (e instanceof EnvironmentException || e instanceof RunStoreException) {
            // The first line says what and how to mend it; the end of a node's log may follow, as it is.
            String[] lines = String.valueOf(e.getMessage()).split("\\R", 2);
            complain(line.getErr(), lines[0]);
            if (lines.length > 1) {
                line.getErr().println(lines[1].indent(2).stripTrailing());
                line.getErr().flush();
            }
            return ExitCode.HARNESS.number();
        }
        boolean trace = System.getenv(TRACE) != null;
        complain(line.getErr(), e + (trace ? "" : "; set " + TRACE + "=1 to see where"));
        if (trace) {
            e.printStackTrace(line.getErr());
        }
        return ExitCode.HARNESS.number();
    }

    private static void complain(PrintWriter err, String message) {
        err.println("schism: " + message.replaceAll("\\s*\\R\\s*", " "));
        err.flush();
    }
}
