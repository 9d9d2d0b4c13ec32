package io.schism.harness.cli;

import io.schism.harness.bugs.BugLedger;
import io.schism.harness.bugs.KnownBug;
import io.schism.harness.bugs.KnownBug.Expected;
import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.system.catalogue.Systems;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
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
            "A conviction may take as many runs as the row allows; the twin must pass at once."
        },
        footer = {
            "",
            "Exit codes: 0 all as expected, 1 one was not, 64 wrong usage, 70 a row could not be tried, or it was stopped.",
            "A row that is hunted may end either way. Ctrl-C stops the run that is under way, which counts for nothing,",
            "and ends the command."
        })
final class BugsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Rows of the ledger; all by default.")
    private List<String> names = List.of();

    @Option(names = "--list", description = "Only list the rows, one a line; with NAME, all that is known about them.")
    private boolean list;

    @Option(names = "--attempts", paramLabel = "N", description = "Most runs until a conviction; the row's by default.")
    private @Nullable Integer attempts;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description =
                    "Measure: N guilty runs with seeds from 1, whatever they end with, and how many were convicted.")
    private @Nullable Integer repeat;

    @Option(names = "--runs", paramLabel = "DIR", description = "Where runs are kept; ./runs by default.")
    private Path runs = Path.of("runs");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        positive("--attempts", attempts);
        positive("--repeat", repeat);
        PrintWriter out = spec.commandLine().getOut();
        List<KnownBug> chosen = chosen();
        if (list) {
            out.print(
                    names.isEmpty()
                            ? table(chosen)
                            : chosen.stream().map(BugsCommand::details).collect(Collectors.joining("\n")));
            out.flush();
            return ExitCode.VALID.number();
        }
        List<BugReport> reports = new ArrayList<>();
        boolean refused = false;
        try (Interrupts interrupts = Interrupts.handledBy(() -> {})) {
            for (KnownBug bug : chosen) {
                Optional<String> refusal = refusal(bug);
                if (refusal.isPresent()) {
                    spec.commandLine().getErr().println("schism: " + refusal.get());
                    spec.commandLine().getErr().flush();
                    refused = true;
                    continue;
                }
                out.print((reports.isEmpty() ? "" : "\n") + details(bug));
                out.flush();
                tried(bug, out, interrupts).ifPresent(reports::add);
                if (interrupts.asked()) {
                    break;
                }
            }
            if (!reports.isEmpty()) {
                out.print("\n" + outcome(reports));
                out.flush();
            }
            if (interrupts.asked()) {
                throw new EnvironmentException("stopped; the run that was under way is not counted");
            }
        }
        return exit(reports, refused).number();
    }

    /** What was tried and differs stays so, whatever else could not be tried. */
    private static ExitCode exit(List<BugReport> reports, boolean refused) {
        if (reports.stream().anyMatch(report -> !report.asExpected() && !report.broken())) {
            return ExitCode.INVALID;
        }
        return refused || reports.stream().anyMatch(BugReport::broken) ? ExitCode.HARNESS : ExitCode.VALID;
    }

    /** Why the row cannot be tried with the etcd on the PATH, in one line with the mend. */
    private static Optional<String> refusal(KnownBug bug) {
        if (bug.etcd().isEmpty()) {
            return Optional.empty();
        }
        try {
            return refusal(
                    bug, Systems.named("etcd", Map.of(), "etcd").description().getOrDefault("version", ""));
        } catch (EnvironmentException missing) {
            return Optional.of(bug.name() + ": " + missing.getMessage());
        }
    }

    static Optional<String> refusal(KnownBug bug, String found) {
        return bug.etcd().contains(found)
                ? Optional.empty()
                : Optional.of(bug.name() + " shows with etcd " + String.join(" or ", bug.etcd())
                        + ", and the one on the PATH is " + found + "; put the folder of "
                        + bug.etcd().get(0) + " first on the PATH (Debian: .ci/fetch-etcd bookworm unpacks 3.4.23)");
    }

    private static void positive(String option, @Nullable Integer number) {
        if (number != null && number < 1) {
            throw new UsageException(option + " (" + number + ") must be at least 1");
        }
    }

    private List<KnownBug> chosen() {
        try {
            return names.isEmpty()
                    ? BugLedger.all()
                    : names.stream().map(BugLedger::named).toList();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** What came of the row; empty when it was stopped. */
    private Optional<BugReport> tried(KnownBug bug, PrintWriter out, Interrupts interrupts) {
        int most = repeat != null ? repeat : attempts != null ? attempts : bug.attempts();
        List<BugTrial> guilty = new ArrayList<>();
        for (int seed = 1; seed <= most; seed++) {
            Optional<BugTrial> made = made("guilty", bug.guilty(), seed, out, interrupts);
            if (made.isEmpty()) {
                out.println("  stopped after " + guilty.size() + " guilty runs, "
                        + guilty.stream().filter(BugTrial::convicted).count() + " of them convicted");
                out.flush();
                return Optional.empty();
            }
            BugTrial trial = made.get();
            guilty.add(trial);
            if (trial.broken() || (repeat == null && trial.convicted())) {
                break;
            }
        }
        Optional<BugTrial> healthy = made("healthy", bug.healthy(), 1, out, interrupts);
        if (healthy.isEmpty()) {
            out.println("  stopped before the healthy twin came to its end");
            out.flush();
            return Optional.empty();
        }
        BugReport report = new BugReport(bug, guilty, healthy.get());
        out.println("  " + (report.asExpected() ? "as expected" : "NOT as expected") + ": " + report.figures()
                + " convicted, the healthy twin " + report.healthy().word());
        out.flush();
        return Optional.of(report);
    }

    /** One run; empty when it, or the time before it, was interrupted. */
    private Optional<BugTrial> made(
            String side, List<String> arguments, int seed, PrintWriter out, Interrupts interrupts) {
        if (interrupts.asked()) {
            return Optional.empty();
        }
        BugTrial trial = BugTrial.of(arguments, seed, runs);
        if (interrupts.asked()) {
            return Optional.empty();
        }
        out.println("  " + side + " run, seed " + seed + ", " + trial.seconds() + " s: " + trial.word() + "; "
                + trial.reason() + (trial.directory().isEmpty() ? "" : " (" + trial.directory() + ")"));
        out.flush();
        return Optional.of(trial);
    }

    private static String details(KnownBug bug) {
        return String.join(
                "\n",
                bug.name() + ": " + bug.software(),
                "  etcd          " + (bug.etcd().isEmpty() ? "any, or none" : String.join(" or ", bug.etcd())),
                "  promise       " + bug.promise(),
                "  fault         " + bug.fault(),
                "  expected      " + (bug.expected() == Expected.HUNTED ? "either" : "invalid") + ", within "
                        + bug.attempts() + " runs",
                "  measured      " + measured(bug),
                "  convicted by  ./schism test " + String.join(" ", bug.guilty()),
                "  healthy twin  ./schism test " + String.join(" ", bug.healthy()),
                "");
    }

    private static String measured(KnownBug bug) {
        KnownBug.Measured measured = bug.measured();
        return BugReport.figures(measured.convictions(), measured.runs(), measured.seconds());
    }

    private static String table(List<KnownBug> bugs) {
        List<Function<KnownBug, String>> columns = List.of(
                KnownBug::name,
                KnownBug::software,
                KnownBug::workload,
                KnownBug::fault,
                bug -> bug.expected().word(),
                BugsCommand::measured);
        return Columns.aligned(
                List.of("NAME", "SOFTWARE", "WORKLOAD", "FAULT", "EXPECTED", "CONVICTED (MEDIAN)"), bugs, columns);
    }

    private static String outcome(List<BugReport> reports) {
        List<Function<BugReport, String>> columns = List.of(
                report -> report.bug().name(),
                report -> report.bug().expected().word(),
                BugReport::figures,
                report -> report.healthy().word(),
                report -> report.asExpected() ? "as expected" : "NOT AS EXPECTED");
        long wrong = reports.stream().filter(report -> !report.asExpected()).count();
        return Columns.aligned(List.of("NAME", "EXPECTED", "CONVICTED", "HEALTHY TWIN", ""), reports, columns)
                + String.format(Locale.ROOT, "%n%d of %d rows as expected%n", reports.size() - wrong, reports.size());
    }
}
