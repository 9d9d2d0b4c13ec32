package io.schism.harness.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code schism bench}: measures systems, and Schism itself; without a subcommand the systems. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 110,
        description = "Measure systems and what the harness costs (bench systems, the default), or the engine alone.",
        subcommands = {SystemBenchmarkCommand.class, EngineBenchmarkCommand.class})
final class BenchCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        return Objects.requireNonNull(spec.subcommands().get("systems")).execute();
    }
}
