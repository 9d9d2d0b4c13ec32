package io.schism.harness.engine;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Calls on their way back from the workers to the engine. Bounded by the number of workers, each of which has one call. Any thread adds, one
 * at a time takes, one alone waits.
 */
final class Completions {
    private final ConcurrentLinkedQueue<Call> queue = new ConcurrentLinkedQueue<>();
    private final Patience patience = new Patience();
    private volatile @Nullable Thread sleeper;
    private volatile boolean woken;

    /** Adds a call; whoever does must then see to it that it is taken. */
    void add(Call call) {
        queue.add(call);
    }

    /** Whether there is none now. */
    boolean empty() {
        return queue.isEmpty();
    }

    /** Ends the sleep of the one who waits, or the next one when nobody does. */
    void wake() {
        woken = true;
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
            if (!queue.isEmpty() || woken) {
                woken = false;
                patience.found();
                return;
            }
            Thread.onSpinWait();
        }
        beforeSleep.run();
        sleeper = Thread.currentThread();
        if (queue.isEmpty() && !woken) {
            LockSupport.parkNanos(this, nanos - (System.nanoTime() - start));
        }
        sleeper = null;
        woken = false;
        patience.slept(queue.isEmpty() ? nanos : System.nanoTime() - start);
    }
}
