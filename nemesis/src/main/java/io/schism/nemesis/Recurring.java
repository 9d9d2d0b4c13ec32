package io.schism.nemesis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Something a fault does again and again while it is in force, on a thread of its own: the flips of a flapping link, the jumps of a clock
 * that strobes, the restarts of a rolling restart. The first failure ends it and is kept for the proof. Safe for several threads.
 */
public final class Recurring implements AutoCloseable {
    private static final Duration STEP_LIMIT = Duration.ofSeconds(20);

    private final Duration period;
    private final Step step;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicInteger rounds = new AtomicInteger();
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;

    private Recurring(String name, Duration period, Step step) {
        this.period = period;
        this.step = step;
        this.thread = new Thread(this::run, "nemesis " + name);
        thread.setDaemon(true);
    }

    /** One round. */
    @FunctionalInterface
    public interface Step {
        /**
         * Does it.
         *
         * @param round 0, 1, …
         * @return whether there is more to do
         */
        boolean take(int round);
    }

    /** Begins at once. */
    public static Recurring start(String name, Duration period, Step step) {
        Recurring recurring = new Recurring(name, period, step);
        recurring.thread.start();
        return recurring;
    }

    /** How many rounds are done. */
    public int rounds() {
        return rounds.get();
    }

    /** What ended it before its time, if anything. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Ends it; returns when no round is under way any more. Calling it again does nothing.
     *
     * @throws FaultException when a round does not end
     */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(STEP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            thread.interrupt();
            throw new FaultException(thread.getName() + " is still busy with round " + rounds.get());
        }
    }

    private void run() {
        try {
            boolean more = true;
            while (more && stopping.getCount() > 0) {
                more = step.take(rounds.get());
                rounds.incrementAndGet();
                if (more) {
                    more = !stopping.await(period.toNanos(), TimeUnit.NANOSECONDS);
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            failure = new FaultException(thread.getName() + " was interrupted", e);
        }
    }
}
