package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Drives a generator without clients, threads or time, and gives the history. What it draws follows from the seed alone. */
public final class Simulation {
    /** Waiting longer than this for anything, in simulated nanoseconds, is taken for waiting for ever. */
    private static final long PATIENCE = 1_000_000_000_000L;

    private final int concurrency;
    private final long seed;
    private final Reply reply;

    private Simulation(int concurrency, long seed, Reply reply) {
        this.concurrency = concurrency;
        this.seed = seed;
        this.reply = reply;
    }

    /** Every operation is ok at once. */
    public static Simulation quick(int concurrency) {
        return new Simulation(concurrency, 45_100, (operation, count) -> completion(operation, 0, Operation.Type.OK));
    }

    /** Every operation is ok after 10 ns. */
    public static Simulation perfect(int concurrency) {
        return new Simulation(concurrency, 45_100, (operation, count) -> completion(operation, 10, Operation.Type.OK));
    }

    /** Every operation is of unknown outcome after 10 ns. */
    public static Simulation crashing(int concurrency) {
        return new Simulation(
                concurrency, 45_100, (operation, count) -> completion(operation, 10, Operation.Type.INFO));
    }

    /** The operations of each thread fail, crash and succeed in turn, after 10 ns. */
    public static Simulation imperfect(int concurrency) {
        Operation.Type[] turns = {Operation.Type.FAIL, Operation.Type.INFO, Operation.Type.OK};
        return new Simulation(concurrency, 45_100, (operation, count) -> completion(operation, 10, turns[count % 3]));
    }

    /** The same with another seed. */
    public Simulation withSeed(long newSeed) {
        return new Simulation(concurrency, newSeed, reply);
    }

    /** The invocations in order; at most so many. */
    public List<Operation> invocations(Generator generator, int most) {
        return run(generator, most).stream()
                .filter(operation -> operation.type() == Operation.Type.INVOKE)
                .toList();
    }

    /** All invocations in order. */
    public List<Operation> invocations(Generator generator) {
        return invocations(generator, Integer.MAX_VALUE);
    }

    /** Everything that happens until the generator is exhausted, or until so many invocations. */
    public List<Operation> run(Generator generator, int most) {
        Context context = Context.of(concurrency, seed);
        List<Operation> history = new ArrayList<>();
        PriorityQueue<Operation> open = new PriorityQueue<>(Comparator.comparingLong(Operation::time));
        Map<Integer, Integer> counts = new HashMap<>();
        int invoked = 0;
        Generator now = generator;
        while (invoked < most) {
            Step step = now.next(context);
            Operation planned = step instanceof Step.Emit emit ? emit.operation() : null;
            Operation first = open.peek();
            if (first != null && (planned == null || first.time() <= planned.time())) {
                open.remove();
                now = step instanceof Step.Pending pending ? pending.rest() : now;
                int thread = context.threadOf(first.process());
                context = context.at(Math.max(context.time(), first.time()))
                        .completed(thread, first.type() == Operation.Type.INFO);
                history.add(first);
                now = now.update(context, first);
                continue;
            }
            if (step instanceof Step.Emit emit) {
                Operation operation = emit.operation();
                int thread = context.threadOf(operation.process());
                if (!context.isFree(thread) || context.processOf(thread) != operation.process()) {
                    throw new AssertionError("process " + operation.process() + " is not free for " + operation);
                }
                context = context.at(Math.max(context.time(), operation.time())).invoked(thread);
                history.add(operation);
                invoked++;
                now = emit.rest().update(context, operation);
                open.add(reply.to(operation, counts.merge(thread, 1, Integer::sum) - 1));
                continue;
            }
            if (!(step instanceof Step.Pending pending)) {
                return history;
            }
            now = pending.rest();
            context = context.at(context.time() + 1_000_000);
            if (context.time() > PATIENCE) {
                throw new AssertionError("pending for ever: " + now);
            }
        }
        return history;
    }

    private static Operation completion(Operation operation, long nanos, Operation.Type type) {
        return new Operation(
                operation.index(),
                operation.time() + nanos,
                operation.process(),
                type,
                operation.f(),
                operation.key(),
                operation.value(),
                null);
    }

    private interface Reply {
        Operation to(Operation invocation, int count);
    }
}
