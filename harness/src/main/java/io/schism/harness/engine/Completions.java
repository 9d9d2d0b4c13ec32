package io.schism.harness.engine;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Calls on their way back from the workers to the scheduler. Bounded by the number of workers, each of which has one call. Any thread adds,
 * the scheduler alone takes.
 */
final class Completions {
    private final ConcurrentLinkedQueue<Call> queue = new ConcurrentLinkedQueue<>();
    private final Patience patience = new Patience();
    private volatile @Nullable Thread sleeper;

    void add(Call call) {
        queue.add(call);
        wake();
    }

    /** Ends the scheduler's sleep, if it sleeps. */
    void wake() {
        Thread asleep = sleeper;
        if (asleep != null) {
            LockSupport.unpark(asleep);
        }
    }

    /** The next call, or null when there is none now. */
    @Nullable Call poll() {
        return queue.poll();
    }

    /**
     * Returns when there is a call, when somebody wakes, or after some nanoseconds; now and then sooner.
     *
     * @param beforeSleep what to do when looking was in vain
     */
    void await(long nanos, Runnable beforeSleep) {
        if (nanos <= 0) {
            return;
        }
        long start = System.nanoTime();
        for (int look = patience.looks(); look > 0; look--) {
            if (!queue.isEmpty()) {
                patience.found();
                return;
            }
            Thread.onSpinWait();
        }
        beforeSleep.run();
        sleeper = Thread.currentThread();
        if (queue.isEmpty()) {
            LockSupport.parkNanos(this, nanos - (System.nanoTime() - start));
        }
        sleeper = null;
        patience.slept(queue.isEmpty() ? nanos : System.nanoTime() - start);
    }
}
