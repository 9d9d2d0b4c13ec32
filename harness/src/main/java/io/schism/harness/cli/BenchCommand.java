package io.schism.harness.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code schism bench}: measures Schism itself. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure Schism itself.",
        subcommands = {EngineBenchmarkCommand.class})
final class BenchCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which benchmark? "
                        + String.join(", ", spec.commandLine().getSubcommands().keySet()));
    }
}
