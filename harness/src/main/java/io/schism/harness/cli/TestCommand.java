package io.schism.harness.cli;

import io.schism.harness.RunConfiguration;
import io.schism.harness.RunOutcome;
import io.schism.harness.TestRun;
import io.schism.harness.system.Setting;
import io.schism.harness.system.catalogue.Systems;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.schedule.Profile;
import io.schism.results.report.ConsoleSummary;
import io.schism.workloads.Workload;
import io.schism.workloads.catalog.Workloads;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code schism test}: one run. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        usageHelpWidth = 110,
        description = {
            "Start a cluster, break it while clients use it, and judge what they saw.",
            "Alone it runs five Raft nodes on this machine for 30 s under partitions, kills and pauses."
        },
        footer = {"", "Exit codes: 0 valid, 1 invalid, 2 unknown, 64 wrong usage, 70 harness error."})
final class TestCommand implements Callable<Integer> {
    private static final int SEED_BOUND = 1_000_000;

    /** What a plan stands in place of. */
    private static final List<String> PLANNED_ALREADY =
            List.of("--faults", "--profile", "--targets", "--keep-quorum", "--fault-interval");

    private final RunConfiguration.Builder run = RunConfiguration.builder();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private String environment = "local";
    private String concurrency = "4n";
    private int nodes = 5;
    private @Nullable Long seed;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--json", description = "The outcome as one JSON object, for programs.")
    private boolean json;

    @Option(names = "--system", paramLabel = "NAME", description = "raft (default) or etcd.")
    void system(String name) {
        run.system(name);
    }

    @Option(names = "--env", paramLabel = "NAME", description = "local: processes (default); docker: containers.")
    void environment(String name) {
        checked(() -> run.environment(name));
        environment = name;
    }

    @Option(names = "--nodes", paramLabel = "N", description = "How many nodes; 5 by default.")
    void nodes(int number) {
        checked(() -> run.nodes(number));
        nodes = number;
    }

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            completionCandidates = WorkloadNames.class,
            description = "What clients do; register by default: ${COMPLETION-CANDIDATES}.")
    void workload(String name) {
        run.workload(name);
    }

    @Option(
            names = "--faults",
            paramLabel = "LIST",
            description =
                    "none, all, all,-damage, or families such as partition,kill,pause (default), each with :variant and @target.")
    void faults(String list) {
        run.faults(list);
    }

    @Option(names = "--profile", paramLabel = "NAME", description = "calm, nightly (default) or storm.")
    void profile(String word) {
        checked(() -> run.profile(Profile.parse(word)));
    }

    @Option(
            names = "--targets",
            split = ",",
            paramLabel = "LIST",
            completionCandidates = AimNames.class,
            description = "Whom faults hit, in place of what the profile says: ${COMPLETION-CANDIDATES}.")
    void targets(List<String> words) {
        Set<Aim> aims = new LinkedHashSet<>();
        checked(() -> words.forEach(word -> aims.add(Aim.parse(word))));
        run.targets(aims);
    }

    @Option(
            names = "--fault-interval",
            paramLabel = "TIME",
            description = "Mean time between two faults; by default 10s in profile calm, 5s in nightly, 2s in storm.")
    void faultInterval(Duration interval) {
        checked(() -> run.faultInterval(interval));
    }

    @Option(names = "--keep-quorum", description = "Always leave a majority alone.")
    void keepQuorum(boolean keep) {
        run.keepQuorum(keep);
    }

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description =
                    "Carry out these faults and no others: an earlier run's faults.jsonl, one written by hand (see the README), or"
                            + " ledger:NAME, a plan that bugs --list NAME shows.")
    void plan(Path file) {
        run.plan(file);
    }

    @Option(names = "--time-limit", paramLabel = "TIME", description = "How long clients go on; 30s by default.")
    void timeLimit(Duration limit) {
        checked(() -> run.timeLimit(limit));
    }

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Operations a second in all; 400 by default, 0 for as fast as it goes.")
    void rate(double perSecond) {
        checked(() -> run.rate(perSecond));
    }

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Processes at a time; 4n (default) is four a node.")
    void concurrency(String text) {
        concurrency = text;
    }

    @Option(names = "--ops-per-key", paramLabel = "N", description = "About how many operations a key lives for.")
    void operationsPerKey(int operations) {
        checked(() -> run.operationsPerKey(operations));
    }

    @Option(names = "--seed", paramLabel = "N", description = "Where all chance comes from; drawn when not given.")
    void seed(long number) {
        seed = number;
    }

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            completionCandidates = SettingNames.class,
            description = "A setting of the system, such as read=default: ${COMPLETION-CANDIDATES}.")
    void setting(Map<String, String> given) {
        settings.putAll(given);
    }

    @Option(
            names = "--etcd-binary",
            paramLabel = "PATH",
            description = "The etcd program: a path, a name, or a version such as 3.5 (see doctor); etcd by default.")
    void etcdBinary(String program) {
        run.etcdBinary(program);
    }

    @Option(
            names = "--image",
            paramLabel = "NAME",
            description =
                    "Image of the nodes; by default built from this machine, or etcd's published one where no etcd is installed.")
    void image(String reference) {
        run.image(reference);
    }

    @Option(
            names = "--call-timeout",
            paramLabel = "TIME",
            description = "Deadline of every client call; 1s by default.")
    void callTimeout(Duration timeout) {
        checked(() -> run.callTimeout(timeout));
    }

    @Option(
            names = "--ready-timeout",
            paramLabel = "TIME",
            description = "How long the cluster may take to start and to recover; 60s by default.")
    void readyTimeout(Duration timeout) {
        checked(() -> run.readyTimeout(timeout));
    }

    @Option(names = "--check-budget", paramLabel = "TIME", description = "Time for each checker; 60s by default.")
    void checkBudget(Duration budget) {
        checked(() -> run.checkBudget(budget));
    }

    @Option(names = "--runs", paramLabel = "DIR", description = "Where runs are kept; ./runs by default.")
    void runs(Path folder) {
        run.runs(folder);
    }

    @Option(names = "--keep-data", description = "Leave the nodes' data in the run's directory.")
    void keepData(boolean keep) {
        run.keepData(keep);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        refuseWhatWouldBeIgnored();
        try {
            run.concurrency(processes(concurrency, nodes))
                    .seed(drawn())
                    .settings(settings)
                    .commandLine(repeatable());
            TestRun test = new TestRun(run.build(), json ? line -> {} : err::println);
            try (Interrupts interrupts = Interrupts.handledBy(test::stop);
                    ProgressLine progress = ProgressLine.of(test::progress, json ? null : err)) {
                RunOutcome outcome = test.execute();
                progress.close();
                out.print(json ? OutcomeJson.of(outcome) : summary(outcome));
                out.flush();
                return ExitCode.of(outcome.result().verdict()).number();
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private void refuseWhatWouldBeIgnored() {
        if (typed("--plan")) {
            for (String option : PLANNED_ALREADY) {
                refuse(option, "--plan", "the plan says which faults come, when and to whom");
            }
        }
        if (environment.equals("docker")) {
            refuse("--keep-data", "--env docker", "the data of containers goes with them; --env local can keep it");
        } else {
            refuse("--image", "--env local", "local nodes are processes; --env docker makes nodes of an image");
        }
    }

    /** Refuses an option that was typed and that another one, typed or by default, would silence. */
    private void refuse(String option, String other, String why) {
        if (typed(option)) {
            throw new UsageException(
                    option + " has no effect with " + other + " (" + why + "); leave one of the two out");
        }
    }

    /** For the help. */
    static final class WorkloadNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Workloads.all().stream().map(Workload::name).iterator();
        }
    }

    /** For the help. */
    static final class AimNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Aim.values()).map(Aim::word).iterator();
        }
    }

    /** For the help. */
    static final class SettingNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Systems.names().stream()
                    .map(system -> "for " + system + " "
                            + Systems.settings(system).stream()
                                    .map(Setting::name)
                                    .collect(Collectors.joining(", ")))
                    .iterator();
        }
    }

    private boolean typed(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private static String summary(RunOutcome outcome) {
        return "\n" + ConsoleSummary.of(outcome.record(), outcome.directory().toString(), Terminal.hasColours());
    }

    /** {@code 7}, or {@code 3n} for three a node. */
    private static int processes(String text, int nodes) {
        try {
            return text.endsWith("n")
                    ? Math.multiplyExact(Integer.parseInt(text.substring(0, text.length() - 1)), nodes)
                    : Integer.parseInt(text);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "--concurrency (" + text + ") must be a number such as 10, or 2n for two a node", e);
        }
    }

    private long drawn() {
        if (seed == null) {
            seed = (long) new SecureRandom().nextInt(SEED_BOUND);
        }
        return seed;
    }

    private List<String> repeatable() {
        List<String> words = new ArrayList<>(List.of("./schism"));
        words.addAll(spec.commandLine().getParent().getParseResult().originalArgs());
        if (!words.contains("--seed") && words.stream().noneMatch(word -> word.startsWith("--seed="))) {
            words.addAll(List.of("--seed", Long.toString(drawn())));
        }
        return words;
    }

    private static void checked(Runnable setting) {
        try {
            setting.run();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
