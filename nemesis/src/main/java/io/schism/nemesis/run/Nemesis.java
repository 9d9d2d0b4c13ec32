package io.schism.nemesis.run;

import io.schism.nemesis.catalogue.FaultCatalogue;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.schedule.Plan;
import io.schism.nemesis.schedule.PlannedFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Carries a plan out beside the workload. Every fault has a thread of its own, so that faults overlap and a slow one delays no other; a
 * call into a port that hangs is given up after its limit. When any of these threads dies, all that was injected is healed.
 *
 * <p>Made for one run: {@link #start} once, {@link #stop} or {@link #close} any number of times, from any thread.
 */
public final class Nemesis implements AutoCloseable {
    private final FaultCatalogue catalogue;
    private final Targets targets;
    private final NemesisOptions options;
    private final Journal journal;
    private final FaultsInForce inForce = new FaultsInForce();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /**
     * A nemesis at rest.
     *
     * @param clock nanoseconds since the start of the run, the one that stamps the history
     * @param listener told every event, one at a time, on the nemesis' threads; what it throws makes the summary unsound, no more
     */
    public Nemesis(
            FaultCatalogue catalogue,
            Targets targets,
            NemesisOptions options,
            LongSupplier clock,
            Consumer<FaultEvent> listener) {
        this.catalogue = catalogue;
        this.targets = targets;
        this.options = options;
        this.journal = new Journal(clock, listener);
    }

    /**
     * Begins to carry the plan out and returns at once.
     *
     * @throws IllegalArgumentException when the plan has a fault that is not known or cannot be had here; nothing was done then
     */
    public void start(Plan plan) {
        catalogue.check(plan, targets);
        if (!threads.isEmpty()) {
            throw new IllegalStateException("this nemesis was started before; make one for every run");
        }
        journal.planned(plan);
        launch("nemesis", () -> dispatch(plan));
    }

    /**
     * Waits until the whole plan is carried out and healed.
     *
     * @return whether that was so within the limit
     */
    public boolean await(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        for (int i = 0; i < threads.size(); i++) {
            // The first is the dispatcher: when it has ended, no thread is added any more.
            interrupted |= joined(threads.get(i), deadline);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }

    /**
     * Injects nothing more, heals all that is in force, also what an injection that was given up may still do, and returns when that is done
     * or its limits of time have passed; then the summary is not sound.
     */
    public void stop() {
        stopping.countDown();
        Duration limit = options.end();
        if (!await(limit)) {
            threads.stream()
                    .filter(Thread::isAlive)
                    .forEach(thread ->
                            journal.broken(thread.getName() + " did not end within " + limit.toSeconds() + " s"));
        }
    }

    /** As {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    /** What has been done so far. */
    public NemesisSummary summary() {
        return journal.summary();
    }

    private void dispatch(Plan plan) {
        for (PlannedFault fault : plan.faults()) {
            if (stoppedBefore(fault.at())) {
                journal.event(
                        fault, FaultEvent.Kind.SKIPPED, fault.label(), List.of(), Map.of("why", "the run ended first"));
                continue;
            }
            FaultRun run = new FaultRun(
                    fault,
                    catalogue.variant(fault.fault(), fault.variant()),
                    targets,
                    options,
                    inForce,
                    journal,
                    stopping);
            launch("nemesis fault " + fault.id(), run);
        }
    }

    private boolean stoppedBefore(Duration at) {
        try {
            return stopping.await(at.toNanos() - journal.now(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            journal.broken("the nemesis was interrupted");
            stopping.countDown();
            return true;
        }
    }

    private void launch(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((died, reason) -> {
            journal.broken(died.getName() + " died: " + reason);
            stopping.countDown();
        });
        threads.add(thread);
        thread.start();
    }

    /** Waits for a thread, whatever interrupts; healing must not be cut short by that. */
    private static boolean joined(Thread thread, long deadline) {
        boolean interrupted = false;
        long left = deadline - System.nanoTime();
        while (left > 0 && thread.isAlive()) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = deadline - System.nanoTime();
        }
        return interrupted;
    }
}
