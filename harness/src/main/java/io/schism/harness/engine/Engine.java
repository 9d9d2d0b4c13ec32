package io.schism.harness.engine;

import io.schism.checkers.history.Operation;
import io.schism.workloads.Workload;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Stores;
import io.schism.workloads.generate.Context;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Drives clients as a generator says and records what happens. One thread at a time has the turn, asks the generator and gives the history its
 * order: a worker that has just handed a call back, or the thread that calls {@link #run} when no worker comes; every client call has a thread of
 * its own.
 *
 * <p>A run may have several phases (main part, final reads), one call of {@link #run} each; process numbers go on from one to the next. Use
 * {@link #stop} and {@link #progress} from any thread, everything else from one.
 *
 * <p>No call holds the engine up: one that has not returned at its limit is recorded as {@code info}, its client closed from another thread,
 * its worker interrupted and replaced, and what it returns later is thrown away.
 */
public final class Engine implements AutoCloseable {
    /** How often to ask a generator again that has nothing to do yet, in nanoseconds; as often as Jepsen does. */
    private static final long PENDING_NANOS = 1_000_000;
    /** How often to look for calls beyond their limit, in nanoseconds. */
    private static final long CHECK_NANOS = 5_000_000;
    /** With so many abandoned calls that still have not returned, the machine is nearer to its end than the run. */
    private static final int ABANDONED_LIMIT = 4_000;
    /** How long closing the clients may take. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final Workload workload;
    private final Stores stores;
    private final EngineOptions options;
    private final Recorder recorder;
    private final Clock clock;
    private final Completions completions = new Completions();
    private final Closer closer = new Closer();
    private final Workers workers;

    /** Who has it may touch what follows; the thread of {@link #run}, or a worker that has just handed a call back. */
    private final ReentrantLock turn = new ReentrantLock();

    private final Seat[] seats;
    private final @Nullable Call[] calls;
    private final Deque<Rest> resting = new ArrayDeque<>();
    private Context context;
    private Generator generator;
    private int open;
    private long nextCheck;
    private boolean exhausted;
    /** Whether a phase goes on, in which whoever has the turn may advance it. */
    private boolean driving;
    /** When the thread of {@link #run} will look again by itself. */
    private long awaitedUntil;

    private @Nullable String problem;

    private volatile boolean stopped;
    private final AtomicLong invoked = new AtomicLong();
    private final AtomicLong ok = new AtomicLong();
    private final AtomicLong fail = new AtomicLong();
    private final AtomicLong info = new AtomicLong();

    /** An engine that has not opened any client yet; it goes by the recorder's clock. */
    public Engine(Workload workload, Stores stores, EngineOptions options, Recorder recorder) {
        this.workload = workload;
        this.stores = stores;
        this.options = options;
        this.recorder = recorder;
        this.clock = recorder.clock();
        this.workers = new Workers(workload, stores, completions, options.concurrency(), this::help);
        this.seats = new Seat[options.concurrency()];
        this.calls = new Call[options.concurrency()];
        for (int thread = 0; thread < seats.length; thread++) {
            seats[thread] = new Seat(thread, thread, thread % stores.nodes());
        }
        this.context = Context.of(options.concurrency(), options.seed());
        this.generator = at -> Step.exhausted();
    }

    /**
     * Drives one phase until the generator is exhausted and every call has completed, or until {@link #stop}. An exception in the generator
     * ends the phase, with what there is.
     */
    public PhaseEnd run(Generator phase) {
        turn.lock();
        try {
            generator = phase;
            problem = null;
            exhausted = false;
            driving = true;
        } finally {
            turn.unlock();
        }
        long wait = 0;
        while (wait >= 0) {
            completions.await(wait, workers::serveAll);
            turn.lock();
            try {
                wait = advance();
                driving = wait >= 0;
                awaitedUntil = clock.nanos() + wait;
            } finally {
                turn.unlock();
            }
        }
        drain();
        stopped = false;
        if (problem != null) {
            return new PhaseEnd(PhaseEnd.Reason.BROKEN, Optional.of(problem));
        }
        return new PhaseEnd(exhausted ? PhaseEnd.Reason.EXHAUSTED : PhaseEnd.Reason.STOPPED, Optional.empty());
    }

    /**
     * Does all that is to be done now.
     *
     * @return how long there is nothing to do unless a call completes, in nanoseconds; -1 at the end of the phase
     */
    private long advance() {
        while (!exhausted && !stopped && problem == null) {
            if (takeCompletions()) {
                continue;
            }
            context = context.at(clock.nanos());
            endRests();
            abandonOverdue(0);
            if (problem != null) {
                break;
            }
            if (open == seats.length) {
                // With every process busy only a completion can change what is to be done.
                workers.serve();
                return CHECK_NANOS;
            }
            Step step = ask();
            if (step instanceof Step.Emit emit) {
                long wait = perform(emit);
                if (wait > 0) {
                    workers.serve();
                    return wait;
                }
                continue;
            }
            if (step instanceof Step.Pending pending) {
                generator = pending.rest();
                workers.serve();
                return PENDING_NANOS;
            }
            exhausted = true;
        }
        return -1;
    }

    /**
     * Called by a worker that has handed a call back: it takes the turn unless somebody has it, and so finds its own next call most of the
     * time. Waking a thread of the engine's own for it, which wakes a worker in turn, costs two switches of threads an operation on
     * processors that the cluster needs.
     */
    private void help() {
        while (!completions.empty()) {
            if (!turn.tryLock()) {
                // Whoever has the turn looks again after giving it back.
                completions.wake();
                return;
            }
            boolean wake;
            try {
                long wait = driving ? advance() : -1;
                wake = wait < 0 || clock.nanos() + wait < awaitedUntil;
            } finally {
                turn.unlock();
            }
            if (wake) {
                completions.wake();
                return;
            }
        }
    }

    /** Ends the phase that is running, or the next one at once when none is: nothing more is invoked, open calls get a little time. */
    public void stop() {
        stopped = true;
        completions.wake();
    }

    /** How far this is. */
    public Progress progress() {
        // Completed before invoked: read the other way round, there could seem to be fewer invocations than
        // completions.
        long oks = ok.get();
        long fails = fail.get();
        long infos = info.get();
        return new Progress(clock.nanos(), oks, fails, infos, invoked.get() - oks - fails - infos);
    }

    /** Closes the clients and ends the workers, a few seconds at most; what hangs is left behind on threads that end with the process. */
    @Override
    public void close() {
        for (Seat seat : seats) {
            closer.close(seat, () -> {});
        }
        workers.close();
        closer.finish(CLOSE_LIMIT);
    }

    /** Waits for a completion, at most so long, after seeing to it that somebody makes every call. */
    private void await(long nanos) {
        workers.serve();
        completions.await(nanos, workers::serveAll);
    }

    /** Completions come before anything else: one that waited would seem concurrent with what was invoked meanwhile. */
    private boolean takeCompletions() {
        Call call = completions.poll();
        if (call == null) {
            return false;
        }
        for (; call != null; call = completions.poll()) {
            if (call.abandoned) {
                workers.cameBack(call);
            } else {
                complete(call, call.outcome, () -> {});
            }
        }
        return true;
    }

    private void complete(Call call, Outcome outcome, Runnable afterClosing) {
        Seat seat = call.seat;
        calls[seat.thread] = null;
        open--;
        count(outcome.type());
        boolean told = outcome.type() == Operation.Type.OK || outcome.value() != null;
        Operation invocation = call.invocation;
        Operation completion = recorder.record(
                seat.process,
                outcome.type(),
                invocation.f(),
                invocation.key(),
                told ? outcome.value() : invocation.value(),
                outcome.error());
        boolean ended = outcome.type() == Operation.Type.INFO;
        if (ended) {
            // Whether the old client still works is as unknown as the outcome: the next process gets a fresh one.
            seats[seat.thread] = new Seat(seat.thread, seat.process + seats.length, seat.thread % stores.nodes());
            closer.close(seat, afterClosing);
        }
        context = context.at(completion.time());
        if (outcome.refused() && !options.rest().isZero()) {
            resting.add(new Rest(seat.thread, completion.time() + options.rest().toNanos()));
        } else {
            context = context.completed(seat.thread, ended);
        }
        tell(completion);
    }

    /** Lets the threads go on that have kept quiet for long enough. */
    private void endRests() {
        for (Rest rest = resting.peek(); rest != null && rest.until <= context.time(); rest = resting.peek()) {
            resting.remove();
            context = context.completed(rest.thread, false);
        }
    }

    /** Hands the operation to a worker, or says how long to wait before asking again. */
    private long perform(Step.Emit emit) {
        Operation planned = emit.operation();
        long wait = planned.time() - context.time();
        if (wait > 0) {
            // Not taken yet: what completes until then may change what the generator does.
            return Math.min(wait, resting.isEmpty() ? CHECK_NANOS : PENDING_NANOS);
        }
        int thread = planned.process() < 0 ? -1 : context.threadOf(planned.process());
        if (thread < 0 || !context.isFree(thread) || context.processOf(thread) != planned.process()) {
            problem = "the generator wants " + planned.f() + " of process " + planned.process()
                    + ", which is not free; it must take a free process of its context";
            return 0;
        }
        generator = emit.rest();
        Operation invocation = recorder.record(
                planned.process(), Operation.Type.INVOKE, planned.f(), planned.key(), planned.value(), null);
        Call call = new Call(
                invocation,
                seats[thread],
                invocation.time() + options.callLimit().toNanos());
        calls[thread] = call;
        open++;
        invoked.lazySet(invoked.getPlain() + 1);
        workers.dispatch(call);
        context = context.at(invocation.time()).invoked(thread);
        tell(invocation);
        return 0;
    }

    /** Gives up the calls beyond their limit, or beyond another when that is earlier; 0 for no other. */
    private void abandonOverdue(long earlier) {
        long now = context.time();
        if (now < nextCheck) {
            return;
        }
        nextCheck = now + CHECK_NANOS;
        for (Call call : calls) {
            if (call == null || (now < call.limit && (earlier == 0 || now < earlier))) {
                continue;
            }
            call.abandoned = true;
            workers.abandon();
            long passed = (now - call.invocation.time()) / 1_000_000;
            Outcome unknown = Outcome.info("given up: the call had not returned after " + passed + " ms");
            complete(call, unknown, call::endWorker);
        }
        if (workers.stuck() > ABANDONED_LIMIT) {
            problem = workers.stuck()
                    + " client calls never returned, even after their clients were closed; the client of "
                    + workload.name() + " ignores its deadline";
        }
    }

    private void drain() {
        long limit = stopped || problem != null
                ? clock.nanos() + options.drainLimit().toNanos()
                : 0;
        while (open > 0) {
            if (takeCompletions()) {
                continue;
            }
            if (limit == 0 && stopped) {
                limit = clock.nanos() + options.drainLimit().toNanos();
            }
            context = context.at(clock.nanos());
            abandonOverdue(limit);
            await(CHECK_NANOS);
        }
    }

    /** A generator is other people's code, whatever it throws must not cost the history. */
    private Step ask() {
        try {
            return generator.next(context);
        } catch (RuntimeException | StackOverflowError e) {
            problem = "the generator failed: " + e;
            return Step.exhausted();
        }
    }

    private void tell(Operation event) {
        if (problem != null) {
            return;
        }
        try {
            generator = generator.update(context, event);
        } catch (RuntimeException | StackOverflowError e) {
            problem = "the generator failed on " + event.f() + " (" + event.index() + "): " + e;
        }
    }

    private void count(Operation.Type type) {
        AtomicLong counter =
                switch (type) {
                    case OK -> ok;
                    case FAIL -> fail;
                    case INFO, INVOKE -> info;
                };
        counter.lazySet(counter.getPlain() + 1);
    }

    /** A thread that keeps quiet until some time. All rests are equally long, so the first to begin is the first to end. */
    private record Rest(int thread, long until) {}
}
