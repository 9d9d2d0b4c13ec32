package io.schism.harness.cli;

import io.schism.harness.bugs.BugLedger;
import io.schism.harness.bugs.KnownBug;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code schism bugs}: convicts known bugs in released software, and acquits their healthy twins. */
@Command(
        name = "bugs",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 110,
        description = {
            "Convict known bugs in released software, each with its healthy twin, which must pass.",
            "A conviction may take a few runs; a pass must come every time."
        },
        footer = {"", "Exit codes: 0 all as expected, 1 one was not, 64 wrong usage, 70 harness error."})
final class BugsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "One row of the ledger; all by default.")
    private @Nullable String name;

    @Option(names = "--list", description = "Only list the rows, one a line, with the command that convicts.")
    private boolean list;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            description = "Runs until a conviction must have come; 5 by default.")
    private int attempts = 5;

    @Option(names = "--runs", paramLabel = "DIR", description = "Where runs are kept; ./runs by default.")
    private Path runs = Path.of("runs");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (attempts < 1) {
            throw new UsageException("--attempts (" + attempts + ") must be at least 1");
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean asExpected = true;
        for (KnownBug bug : chosen()) {
            out.println(bug.name() + ": " + bug.software() + "; " + bug.promise());
            out.println("  convicted by  ./schism test " + String.join(" ", bug.guilty()));
            out.println("  healthy twin  ./schism test " + String.join(" ", bug.healthy()));
            out.flush();
            if (!list) {
                boolean guilty = convicted(bug, out);
                boolean healthy = acquitted(bug, out);
                asExpected &= guilty && healthy;
            }
        }
        return asExpected ? ExitCode.VALID.number() : ExitCode.INVALID.number();
    }

    private List<KnownBug> chosen() {
        try {
            return name == null ? BugLedger.all() : List.of(BugLedger.named(name));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private boolean convicted(KnownBug bug, PrintWriter out) {
        for (int attempt = 1; attempt <= attempts; attempt++) {
            long start = System.nanoTime();
            int exit = run(bug.guilty(), attempt);
            long seconds = (System.nanoTime() - start) / 1_000_000_000;
            if (exit == ExitCode.INVALID.number()) {
                out.println("  as expected: convicted in run " + attempt + ", after " + seconds + " s of it");
                out.flush();
                return true;
            }
            if (exit != ExitCode.VALID.number()) {
                out.println("  NOT as expected: run " + attempt + " ended with " + exit + " instead of a verdict");
                out.flush();
                return false;
            }
        }
        out.println("  NOT as expected: " + attempts + " runs passed; try more --attempts");
        out.flush();
        return false;
    }

    private boolean acquitted(KnownBug bug, PrintWriter out) {
        int exit = run(bug.healthy(), 1);
        boolean valid = exit == ExitCode.VALID.number();
        out.println(
                valid
                        ? "  as expected: the healthy twin is valid"
                        : "  NOT as expected: the healthy twin ended with " + exit);
        out.flush();
        return valid;
    }

    private int run(List<String> arguments, int seed) {
        List<String> words = new ArrayList<>(List.of("test"));
        words.addAll(arguments);
        words.addAll(List.of("--seed", Integer.toString(seed), "--runs", runs.toString(), "--json"));
        var line = Main.commandLine();
        line.setOut(new PrintWriter(PrintWriter.nullWriter()));
        line.setErr(spec.commandLine().getErr());
        return line.execute(words.toArray(new String[0]));
    }
}
