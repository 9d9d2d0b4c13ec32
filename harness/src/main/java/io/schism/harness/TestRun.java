package io.schism.harness;

import io.schism.checkers.Budget;
import io.schism.checkers.history.History;
import io.schism.harness.engine.Engine;
import io.schism.harness.engine.EngineOptions;
import io.schism.harness.engine.PhaseEnd;
import io.schism.harness.engine.Progress;
import io.schism.harness.environment.Environment;
import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.replica.ReplicaWatch;
import io.schism.harness.system.Readiness;
import io.schism.harness.system.SystemUnderTest;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.run.Nemesis;
import io.schism.nemesis.run.NemesisOptions;
import io.schism.nemesis.schedule.Plan;
import io.schism.nemesis.target.Node;
import io.schism.results.RunInfo;
import io.schism.results.store.RunDirectory;
import io.schism.results.store.RunStore;
import io.schism.workloads.Workload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.catalog.Workloads;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One whole run, in call order. Made for one run: {@link #execute} once; {@link #stop} and {@link #progress} from any thread.
 */
public final class TestRun {
    /** A client's own deadline tells more than the engine's, so the engine waits longer. */
    private static final Duration CALL_GRACE = Duration.ofSeconds(2);

    private static final Duration FINAL_LIMIT = Duration.ofSeconds(30);

    private final RunConfiguration configuration;
    private final Consumer<String> narrator;
    private final Workload workload;
    private final WorkloadOptions options;
    private final SystemUnderTest system;
    private final FaultPlanning planning;

    private volatile @Nullable Engine engine;
    private volatile @Nullable Thread runner;
    private volatile boolean stopped;

    /**
     * Prepares a run; no node is started and nothing written yet, but an image may be pulled and is asked for its version.
     *
     * @param narrator told in a line what begins and what takes long
     * @throws IllegalArgumentException for a configuration that cannot be run, in one line with the mend
     * @throws EnvironmentException when a program or an image that is needed is missing
     */
    public TestRun(RunConfiguration configuration, Consumer<String> narrator) {
        this.narrator = narrator;
        this.workload = Workloads.named(configuration.workload());
        this.options = WorkloadSettings.of(configuration);
        this.workload.generator(options); // refuses now what it cannot do with these options
        this.configuration = EtcdImages.settled(configuration, narrator);
        this.system = EtcdImages.system(this.configuration);
        refuseWhatTheSystemLacks();
        this.planning = new FaultPlanning(this.configuration);
    }

    private void refuseWhatTheSystemLacks() {
        String lacking = workload.needs().stream()
                .filter(ability -> !system.offers(ability))
                .map(Class::getSimpleName)
                .collect(Collectors.joining(" and "));
        if (!lacking.isEmpty()) {
            throw new IllegalArgumentException("workload (" + workload.name() + ") needs " + lacking + ", which "
                    + system.name() + " does not offer; choose another --system or --workload");
        }
    }

    /**
     * Runs it all and returns when everything is torn down again.
     *
     * @throws IllegalArgumentException when a fault cannot be had here; nothing is left behind
     * @throws EnvironmentException when the cluster could not be set up or was not ready; the nodes' logs stay in the run's directory
     */
    public RunOutcome execute() {
        runner = Thread.currentThread();
        Judgement judgement = new Judgement();
        RunStore store = RunStore.at(configuration.runs());
        RunInfo info = RunFacts.of(configuration, system, options.concurrency());
        RunDirectory directory = store.create(info);
        narrator.accept("run " + directory.path() + ", seed " + configuration.seed());
        RunLedger ledger = null;
        try {
            Environment environment =
                    Environments.create(configuration, directory.path(), planning.wantsDisks(), narrator);
            try {
                Targets targets = planning.targets(environment, system);
                Plan plan = planning.plan(targets, narrator);
                environment.prepare(FaultPlanning.needs(plan));
                startCluster(environment, directory);
                ledger = RunLedger.open(directory, info);
                drive(environment, targets, plan, ledger, judgement);
            } finally {
                environment.lost().ifPresent(why -> judgement.doubt("environment", why));
                tearDown(environment, ledger);
            }
        } catch (RuntimeException failed) {
            if (ledger == null) {
                throw unbegun(failed, store, directory);
            }
            brokeOff(failed, ledger, judgement);
        } finally {
            if (ledger != null) {
                ledger.close();
            }
        }
        return judge(ledger, judgement);
    }

    /** What to throw when nothing was recorded yet; what the user asked for wrongly, or gave up himself, leaves no directory. */
    private RuntimeException unbegun(RuntimeException failed, RunStore store, RunDirectory directory) {
        if (failed instanceof IllegalArgumentException) {
            store.discard(directory);
        } else if (stopped) {
            store.discard(directory);
            return new EnvironmentException("stopped before the cluster was ready; there is nothing to judge", failed);
        }
        return failed;
    }

    /** What was recorded is judged whatever happens to the harness; it cannot be valid then. */
    private void brokeOff(RuntimeException failed, RunLedger ledger, Judgement judgement) {
        StackTraceElement[] trace = failed.getStackTrace();
        String why = "the run broke off: " + failed + (trace.length == 0 ? "" : ", at " + trace[0]);
        narrator.accept(why);
        ledger.note(why + "; what was recorded until then was checked");
        judgement.doubt("harness", why);
    }

    /** Ends the run early: it heals, checks what there is, and {@link #execute} returns. While the cluster is being set up, it gives up. */
    public void stop() {
        stopped = true;
        Engine running = engine;
        Thread thread = runner;
        if (running != null) {
            running.stop();
        } else if (thread != null) {
            thread.interrupt();
        }
    }

    /** How far the workload is, once it has begun. */
    public Optional<Progress> progress() {
        return Optional.ofNullable(engine).map(Engine::progress);
    }

    private void startCluster(Environment environment, RunDirectory directory) {
        narrator.accept(
                "starting " + configuration.nodes() + " nodes of " + system.name() + " (" + environment.name() + ")");
        system.prepare(directory.path());
        environment.start(system);
        Node leader = Readiness.await(environment, system, configuration.readyTimeout());
        narrator.accept("ready, led by " + leader);
    }

    private void drive(Environment environment, Targets targets, Plan plan, RunLedger ledger, Judgement judgement) {
        EngineOptions limits = EngineOptions.of(options.concurrency(), configuration.seed())
                .withCallLimit(configuration.callTimeout().plus(CALL_GRACE));
        try (Engine driving = new Engine(
                        workload, system.stores(environment, configuration.callTimeout()), limits, ledger.recorder());
                Nemesis nemesis = new Nemesis(
                        planning.catalogue(), targets, NemesisOptions.ofDefaults(), ledger::nanos, ledger::fault);
                ReplicaWatch replicas = ledger.watch(system, environment)) {
            engine = driving;
            environment.onLoss(() -> {
                environment.lost().ifPresent(why -> narrator.accept("the cluster is lost: " + why));
                stop();
            });
            narrator.accept(
                    plan.faults().isEmpty()
                            ? "running " + workload.name() + " without faults"
                            : "running " + workload.name() + " under "
                                    + plan.faults().size() + " faults");
            nemesis.start(plan);
            if (!stopped) {
                ended(driving.run(workload.pacedGenerator(options)), ledger, judgement);
            }
            nemesis.stop();
            judgement.faults(nemesis.summary());
            if (environment.lost().isPresent()) {
                return;
            }
            awaitRecovery(environment, targets, ledger, judgement);
            if (environment.lost().isPresent()) {
                return;
            }
            Generator last = workload.finalGenerator(options, ledger.recorder().history());
            long begun = System.nanoTime();
            ended(driving.run(Generators.timeLimit(FINAL_LIMIT, last)), ledger, judgement);
            if (System.nanoTime() - begun > FINAL_LIMIT.toNanos()) {
                ledger.note("the final reads did not come to their end within " + FINAL_LIMIT.toSeconds() + " s");
            }
            replicas.conclude();
            judgement.besides(replicas.checker());
        }
    }

    private void ended(PhaseEnd end, RunLedger ledger, Judgement judgement) {
        if (end.reason() == PhaseEnd.Reason.BROKEN) {
            judgement.doubt("engine", end.problem().orElse("the workload broke off"));
        }
        if (end.reason() == PhaseEnd.Reason.STOPPED) {
            ledger.note("the run was stopped early; what was recorded until then was checked");
        }
    }

    private void awaitRecovery(Environment environment, Targets targets, RunLedger ledger, Judgement judgement) {
        try {
            Reinstatement.await(
                    targets, ledger, () -> Readiness.await(environment, system, configuration.readyTimeout()));
        } catch (RuntimeException e) {
            // The end of a log may follow; the log itself is beside the run.
            String message = environment.lost().orElse(String.valueOf(e.getMessage()));
            String why = "the cluster did not recover: "
                    + message.lines().findFirst().orElse(message);
            ledger.note(why + "; see its log under nodes/");
            judgement.doubt("recovery", why);
        }
    }

    private void tearDown(Environment environment, @Nullable RunLedger ledger) {
        // Whoever interrupts a run wants it to end, and it ends by removing what it made.
        boolean interrupted = Thread.interrupted();
        try {
            environment.close();
        } catch (RuntimeException e) {
            // Whatever keeps the cluster from being removed must not cost the verdict; the user has to know.
            String sentence = "teardown failed: " + e.getMessage();
            narrator.accept(sentence);
            if (ledger != null) {
                ledger.note(sentence);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private RunOutcome judge(RunLedger ledger, Judgement judgement) {
        History history = ledger.history();
        narrator.accept("checking " + history.invocations() + " operations");
        judgement.check(
                workload.allCheckers(options), history, Budget.ofDefaults().withTime(configuration.checkBudget()));
        return ledger.conclude(judgement.result(), history);
    }
}
