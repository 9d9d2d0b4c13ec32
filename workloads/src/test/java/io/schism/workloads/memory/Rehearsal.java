package io.schism.workloads.memory;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.workloads.Workload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.generate.Context;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Plays a workload against a store in memory. One process runs at a time; at each call of the store chance decides who goes on, so calls
 * interleave in every way and yet the whole history follows from the seed. A call takes a millisecond of imagined time. Used once.
 */
public final class Rehearsal {
    private static final long CALL_NANOS = 1_000_000;
    private static final long PATIENCE = Duration.ofMinutes(10).toNanos();

    private final Workload workload;
    private final WorkloadOptions options;
    private final MemoryCluster cluster;
    private final Random chance;
    private final List<Operation> history = new ArrayList<>();
    private final List<Actor> actors = new ArrayList<>();
    private final Map<Thread, Actor> byThread = new HashMap<>();
    private Context context;

    private Rehearsal(Workload workload, WorkloadOptions options, MemoryCluster cluster) {
        this.workload = workload;
        this.options = options;
        this.cluster = cluster;
        this.chance = new Random(options.seed());
        this.context = Context.of(options.concurrency(), options.seed());
    }

    /** Six processes, 200 operations a second for twenty imagined seconds. */
    public static WorkloadOptions options(long seed) {
        return WorkloadOptions.builder()
                .nodes(3)
                .concurrency(6)
                .seed(seed)
                .operationsPerKey(200)
                .timeLimit(Duration.ofSeconds(20))
                .build();
    }

    /** What the workload's own checkers say of it with this bug in the store, all together. */
    public static CheckResult verdict(Workload workload, MemoryCluster cluster) {
        WorkloadOptions options = options(11);
        return judge(workload, options, play(workload, options, cluster));
    }

    /** What the workload's own checkers say of a history, all together. */
    public static CheckResult judge(Workload workload, WorkloadOptions options, History history) {
        List<CheckResult> results = new ArrayList<>();
        for (Checker checker : workload.checkers(options)) {
            results.add(checker.check(history, Budget.ofDefaults()));
        }
        return CheckResult.compose("rehearsal", results);
    }

    /** The whole history, final part included. */
    public static History play(Workload workload, WorkloadOptions options, MemoryCluster cluster) {
        Rehearsal rehearsal = new Rehearsal(workload, options, cluster);
        rehearsal.begin();
        rehearsal.drive(workload.pacedGenerator(options));
        History main = History.of(rehearsal.history);
        cluster.endMainPart();
        rehearsal.drive(workload.finalGenerator(options, main));
        return History.of(rehearsal.history);
    }

    private void begin() {
        for (int thread = 0; thread < options.concurrency(); thread++) {
            Actor actor = new Actor(workload.open(cluster, thread % options.nodes()));
            Thread stage = new Thread(actor, "actor-" + thread);
            stage.setDaemon(true);
            actors.add(actor);
            byThread.put(stage, actor);
            stage.start();
        }
        cluster.direct(
                () -> {
                    Actor actor = byThread.get(Thread.currentThread());
                    if (actor != null) {
                        actor.pause();
                    }
                },
                () -> context.time());
    }

    private void drive(Generator generator) {
        Generator now = generator;
        long waiting = 0;
        while (waiting < PATIENCE) {
            Step step = now.next(context);
            @Nullable Operation planned = step instanceof Step.Emit emit ? emit.operation() : null;
            List<Integer> busy = busy();
            boolean due = planned != null && planned.time() <= context.time();
            if (due && chance.nextInt(busy.size() + 1) == 0) {
                now = ((Step.Emit) step).rest().update(invoke(Objects.requireNonNull(planned)), planned);
                waiting = 0;
                continue;
            }
            now = step instanceof Step.Pending pending ? pending.rest() : now;
            if (busy.isEmpty() && step == Step.exhausted()) {
                return;
            }
            context = context.at(context.time() + CALL_NANOS);
            waiting += CALL_NANOS;
            if (!busy.isEmpty()) {
                Operation completion = advance(busy.get(chance.nextInt(busy.size())));
                now = completion == null ? now : now.update(context, completion);
            }
        }
        throw new AssertionError("nothing happened for " + PATIENCE / 1_000_000_000 + " imagined seconds: " + now);
    }

    private List<Integer> busy() {
        List<Integer> busy = new ArrayList<>();
        for (int thread = 0; thread < actors.size(); thread++) {
            if (actors.get(thread).operation() != null) {
                busy.add(thread);
            }
        }
        return busy;
    }

    private Context invoke(Operation planned) {
        int thread = context.threadOf(planned.process());
        actors.get(thread).begin(planned);
        record(planned, Operation.Type.INVOKE, planned.value(), null);
        context = context.invoked(thread);
        return context;
    }

    private @Nullable Operation advance(int thread) {
        Actor actor = actors.get(thread);
        Operation invocation = Objects.requireNonNull(actor.operation(), "operation");
        Outcome outcome = actor.advance();
        if (outcome == null) {
            return null;
        }
        actor.end();
        boolean told = outcome.type() == Operation.Type.OK || outcome.value() != null;
        Object value = told ? outcome.value() : invocation.value();
        Operation completion = record(invocation, outcome.type(), value, outcome.error());
        boolean crashed = outcome.type() == Operation.Type.INFO;
        if (crashed) {
            actor.replace(workload.open(cluster, thread % options.nodes()));
        }
        context = context.completed(thread, crashed);
        return completion;
    }

    private Operation record(Operation operation, Operation.Type type, @Nullable Object value, @Nullable Object error) {
        Operation recorded = new Operation(
                history.size(),
                context.time(),
                operation.process(),
                type,
                operation.f(),
                operation.key(),
                value,
                error);
        history.add(recorded);
        return recorded;
    }
}
