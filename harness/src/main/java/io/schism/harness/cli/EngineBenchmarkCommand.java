package io.schism.harness.cli;

import io.schism.harness.engine.EngineBenchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code schism bench engine}: operations a second and added latency of the engine with a client that does nothing. */
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 110,
        description =
                "Operations a second, recorded to disk, and added latency of the engine with a client that does nothing.",
        footer = {"", "Jepsen's interpreter asserts 10,000 operations a second at concurrency 1,024 and claims 18,000."
        })
final class EngineBenchmarkCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--concurrency",
            split = ",",
            paramLabel = "N",
            description = "Numbers of processes to measure with: 1,10,100,1024 by default.")
    private List<Integer> concurrency = List.of(1, 10, 100, 1024);

    @Option(names = "--time", paramLabel = "TIME", description = "How long each measurement takes; 3s by default.")
    private Duration time = Duration.ofSeconds(3);

    @Option(names = "--warm-up", paramLabel = "TIME", description = "How long to warm up before; 3s by default.")
    private Duration warmUp = Duration.ofSeconds(3);

    @Option(names = "--directory", paramLabel = "DIR", description = "Where histories go; the system's by default.")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Override
    public Integer call() throws IOException {
        if (!Files.isWritable(directory)) {
            throw new UsageException("--directory (" + directory + ") is not a directory that can be written to");
        }
        if (concurrency.stream().anyMatch(number -> number <= 0)) {
            throw new UsageException("--concurrency (" + concurrency + ") must be positive numbers");
        }
        if (time.isZero() || warmUp.isZero()) {
            throw new UsageException("--time (" + time + ") and --warm-up (" + warmUp + ") must be positive");
        }
        PrintWriter out = spec.commandLine().getOut();
        EngineBenchmark.run(10, warmUp, directory);
        out.println("concurrency   operations   operations/s   median latency   99 % latency   history file");
        for (int number : concurrency) {
            System.gc();
            EngineBenchmark.Row row = EngineBenchmark.run(number, time, directory);
            out.println(String.format(
                    Locale.ROOT,
                    "%,11d %,12d %,14.0f %13.1f µs %11.1f µs %,11.0f MB",
                    row.concurrency(),
                    row.operations(),
                    row.perSecond(),
                    row.medianMicros(),
                    row.p99Micros(),
                    row.bytes() / 1e6));
            out.flush();
        }
        return ExitCode.VALID.number();
    }
}
