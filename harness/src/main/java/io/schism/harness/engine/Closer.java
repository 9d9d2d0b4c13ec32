package io.schism.harness.engine;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Closes clients beside the run, since closing one may hang. A client that fails to close cannot change what was recorded. */
final class Closer {
    private static final int THREADS = 4;

    private final ThreadPoolExecutor threads;
    private final AtomicInteger failures = new AtomicInteger();

    Closer() {
        threads = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "schism-closer");
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Closes the client of this seat, soon, on another thread, and then does what comes after. */
    void close(Seat seat, Runnable afterwards) {
        threads.execute(() -> {
            try {
                seat.leave();
            } catch (RuntimeException e) {
                // A client on a broken connection may well fail to close; there is nothing left to be done about it.
                failures.incrementAndGet();
            } finally {
                afterwards.run();
            }
        });
    }

    /** Waits until all are closed, at most so long; returns how many clients could not be closed in order or in time. */
    int finish(Duration limit) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return failures.get()
                        + threads.getActiveCount()
                        + threads.shutdownNow().size();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        return failures.get();
    }
}
