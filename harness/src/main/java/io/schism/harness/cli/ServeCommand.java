package io.schism.harness.cli;

import io.schism.results.store.RunStore;
import io.schism.results.web.RunServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code schism serve}: shows the runs to browsers on this machine until Ctrl-C. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 110,
        description = {
            "Browse runs: find them, open their reports and files, compare two, see the trend.",
            "Listens on 127.0.0.1 only and reads only. Ctrl-C ends it."
        })
final class ServeCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    @Option(names = "--runs", paramLabel = "DIR", defaultValue = "runs", description = "Directory of the runs (runs).")
    private Path runs = Path.of("runs");

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "Port (8080); 0 for any free one.")
    private int port = 8080;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new UsageException("--port (" + port + ") must lie between 0 and " + HIGHEST_PORT);
        }
        if (Files.exists(runs) && !Files.isDirectory(runs)) {
            throw new UsageException("--runs (" + runs + ") is a file; give the directory that holds the runs");
        }
        CountDownLatch asked = new CountDownLatch(1);
        try (Interrupts interrupts = Interrupts.handledBy(asked::countDown);
                RunServer server = RunServer.start(RunStore.at(runs), port)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("serving " + runs + " at " + server.address() + " (Ctrl-C ends it)");
            out.flush();
            asked.await();
        } catch (IOException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        return ExitCode.VALID.number();
    }
}
