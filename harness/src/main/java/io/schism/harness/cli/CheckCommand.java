package io.schism.harness.cli;

import static java.util.Objects.requireNonNull;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Verdict;
import io.schism.checkers.catalog.CheckerCatalog;
import io.schism.checkers.catalog.CheckerOptions;
import io.schism.checkers.history.HistoryOptions;
import io.schism.checkers.history.MalformedHistoryException;
import io.schism.checkers.history.OperationJson;
import io.schism.checkers.history.RecordedHistory;
import io.schism.checkers.model.NullRead;
import io.schism.harness.Careful;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code schism check}: judges recorded histories, of runs and of anybody else. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        usageHelpWidth = 110,
        description =
                "Judge recorded histories: files (.jsonl, Jepsen's .edn, elle-cli's JSON, plain or .gz) or run directories.",
        footer = {
            "",
            "A run is judged by the checkers of its workload; options that do not concern them are refused.",
            "One line a file: <verdict> <milliseconds of checking> <path>; below it, indented, the contradiction.",
            "Exit codes: 0 valid, 1 invalid, 2 unknown, 64 wrong usage or a malformed file, 70 harness error.",
            "The worst file decides, and invalid is the worst."
        })
final class CheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "History files or run directories.")
    private List<Path> paths = List.of();

    @Option(
            names = "--model",
            paramLabel = "M",
            description = "What the history must be linearizable to, or list-append, rw-register.")
    private @Nullable String model;

    @Option(
            names = "--workload",
            paramLabel = "W",
            description = "What the operations mean; a run directory knows its own.")
    private @Nullable String workload;

    @Option(names = "--initial", paramLabel = "JSON", description = "Initial value, as JSON.")
    private @Nullable String initial;

    @Option(
            names = "--null-read",
            paramLabel = "any|unset",
            description = "What an ok read of null means: any state (Knossos), or unset (default).")
    private NullRead nullRead = NullRead.UNSET;

    @Option(
            names = "--consistency",
            split = ",",
            paramLabel = "MODEL",
            description =
                    "Consistency models that must hold; strict-serializable by default, none for the anomalies alone.")
    private List<String> consistency = List.of();

    @Option(
            names = "--anomalies",
            split = ",",
            paramLabel = "NAME",
            description = "Anomalies to look for besides: G1a,G2,…")
    private List<String> anomalies = List.of();

    @Option(names = "--linearizable-keys", description = "Infer version orders as if each key were linearizable.")
    private boolean linearizableKeys;

    @Option(
            names = "--sequential-keys",
            description = "Infer version orders as if each key were sequentially consistent.")
    private boolean sequentialKeys;

    @Option(names = "--wfr-keys", description = "Infer version orders as if in a transaction writes followed reads.")
    private boolean wfrKeys;

    @Option(
            names = "--independent",
            description = "Split values [k v] into key and value, as jepsen.independent means them.")
    private boolean independent;

    @Option(names = "--budget", paramLabel = "TIME", description = "Time for each check: 500ms, 60s (default), 5m.")
    private Duration budget = Duration.ofSeconds(60);

    @Option(names = "--threads", paramLabel = "N", description = "Threads for each check; one a processor by default.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--repeat", paramLabel = "N", description = "Check each file N times and report the median time.")
    private int repeat = 1;

    @Option(names = "--json", description = "One JSON object a file, for programs.")
    private boolean json;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the verdict with its evidence drawn as a page of HTML.")
    private @Nullable Path report;

    @Override
    public Integer call() throws IOException {
        refuseWrongUsage();
        Budget allowed = Budget.ofDefaults().withTime(budget).withThreads(threads);
        PrintWriter out = spec.commandLine().getOut();
        CheckOutput output = json
                ? new JsonCheckOutput(out)
                : new TextCheckOutput(out, spec.commandLine().getErr());
        List<Task> tasks = new ArrayList<>();
        for (Path path : paths) {
            CheckSource source = source(path);
            tasks.add(new Task(source, checker(source)));
        }
        Verdict worst = Verdict.VALID;
        boolean unread = false;
        for (Task task : tasks) {
            try {
                Checked checked = checked(task, allowed);
                output.write(checked);
                worst = worst.and(checked.result().verdict());
                if (report != null) {
                    Files.writeString(report, task.source().page(checked, commandLine()));
                }
            } catch (MalformedHistoryException e) {
                // One unreadable file must not keep the others from being judged.
                output.unread(task.source().path(), String.valueOf(e.getMessage()));
                unread = true;
            }
        }
        return exit(worst, unread).number();
    }

    /** What is invalid stays so whatever else could not be read. */
    private static ExitCode exit(Verdict worst, boolean unread) {
        return unread && worst != Verdict.INVALID ? ExitCode.USAGE : ExitCode.of(worst);
    }

    private record Task(CheckSource source, Checker checker) {}

    private CheckSource source(Path path) {
        HistoryOptions options = HistoryOptions.ofDefaults().withIndependentTuples(independent);
        return Files.isDirectory(path) ? RecordedRun.of(path, options) : new HistoryFile(path, options);
    }

    private List<String> commandLine() {
        List<String> words = new ArrayList<>(List.of("./schism"));
        words.addAll(spec.commandLine().getParseResult().originalArgs());
        return words;
    }

    private void refuseWrongUsage() {
        if (model != null && workload != null) {
            throw new UsageException(
                    "--model (" + model + ") and --workload (" + workload + ") exclude each other; give one");
        }
        if (budget.isZero()) {
            throw new UsageException("--budget (0) must be positive, such as 60s");
        }
        if (threads < 1) {
            throw new UsageException("--threads (" + threads + ") must be at least 1");
        }
        if (repeat < 1) {
            throw new UsageException("--repeat (" + repeat + ") must be at least 1");
        }
        if (report != null) {
            refuseReport(report);
        }
        for (Path path : paths) {
            if (!Files.isReadable(path)) {
                throw new UsageException(
                        path + " does not exist or cannot be read; give a history file or a run directory");
            }
        }
    }

    private void refuseReport(Path page) {
        if (paths.size() > 1) {
            throw new UsageException(
                    "--report (" + page + ") is about one PATH, not " + paths.size() + "; check the others without it");
        }
        Path directory = page.toAbsolutePath().getParent();
        if (directory == null || !Files.isWritable(directory) || Files.isDirectory(page)) {
            throw new UsageException(
                    "--report (" + page + ") cannot be written; give a file in a folder that is there");
        }
    }

    private Checker checker(CheckSource source) {
        CheckerCatalog catalog = new CheckerCatalog();
        try {
            if (model != null) {
                return catalog.model(model, options());
            }
            if (workload != null) {
                if (catalog.names().contains(workload)) {
                    return catalog.workload(workload, options());
                }
                WorkloadCheckers checkers = WorkloadCheckers.named(workload, catalog.names());
                GivenOptions.refuseWhatDoesNotConcern(workload, options());
                return checkers;
            }
            return source.ownChecker(catalog, options());
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private CheckerOptions options() {
        return new CheckerOptions(
                initial == null ? null : initialValue(initial),
                nullRead,
                consistency,
                anomalies,
                linearizableKeys,
                sequentialKeys,
                wfrKeys);
    }

    private static @Nullable Object initialValue(String text) {
        try {
            return OperationJson.readValue(text);
        } catch (MalformedHistoryException e) {
            throw new UsageException("--initial: " + e.getMessage());
        }
    }

    private Checked checked(Task task, Budget allowed) throws IOException {
        RecordedHistory recorded = task.source().read();
        double[] millis = new double[repeat];
        CheckResult worst = null;
        for (int i = 0; i < repeat; i++) {
            long start = System.nanoTime();
            CheckResult result = Careful.check(task.checker(), recorded.history(), allowed);
            millis[i] = (System.nanoTime() - start) / 1e6;
            worst = worst == null || result.verdict().compareTo(worst.verdict()) > 0 ? result : worst;
        }
        Arrays.sort(millis);
        double median = (millis[(repeat - 1) / 2] + millis[repeat / 2]) / 2;
        return new Checked(task.source().path(), requireNonNull(worst), median, recorded.history(), recorded.dropped());
    }
}
