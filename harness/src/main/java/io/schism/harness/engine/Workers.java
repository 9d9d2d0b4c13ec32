package io.schism.harness.engine;

import io.schism.workloads.Workload;
import io.schism.workloads.client.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that make client calls: as many as calls were ever open together, so none waits for another to end. A call goes to whichever
 * worker is first; waking one costs more than a short call, so the engine wakes one only for what those that are awake leave over.
 * Used by whoever has the engine's turn and by the one who waits for it, but for the methods that the workers call.
 */
final class Workers {
    private final Workload workload;
    private final Stores stores;
    private final Completions completions;
    private final int concurrency;
    private final Runnable helping;

    private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    /** Workers that are awake and will look for a call before they sleep. */
    private final AtomicInteger looking = new AtomicInteger();

    private final ConcurrentLinkedDeque<Worker> asleep = new ConcurrentLinkedDeque<>();
    private final List<Worker> all = new ArrayList<>();
    private int staff;
    private int stuck;
    private volatile boolean closed;

    /** Workers that do this whenever one has handed a call back. */
    Workers(Workload workload, Stores stores, Completions completions, int concurrency, Runnable helping) {
        this.workload = workload;
        this.stores = stores;
        this.completions = completions;
        this.concurrency = concurrency;
        this.helping = helping;
    }

    /** Hands a call over. One may be left for a worker that is about to come back; {@link #serveAll} sees to it before long. */
    void dispatch(Call call) {
        calls.add(call);
        if (queued.incrementAndGet() > looking.get() + 1) {
            wakeOne();
        }
    }

    /** Wakes as many workers as there are calls beyond those that are looking anyway; called when there is nothing to dispatch. */
    void serve() {
        for (int missing = queued.get() - looking.get(); missing > 0; missing--) {
            wakeOne();
        }
    }

    /** Wakes a worker for every call, in case those that are looking were put aside by the operating system. */
    void serveAll() {
        for (int missing = queued.get(); missing > 0; missing--) {
            wakeOne();
        }
    }

    /** A call is given up: its worker is not counted on any more. */
    synchronized void abandon() {
        staff--;
        stuck++;
    }

    /** A call came back that had been given up. */
    synchronized void cameBack(Call call) {
        stuck--;
        if (!call.workerEnded) {
            staff++;
        }
    }

    /** How many calls were given up and have not come back. */
    synchronized int stuck() {
        return stuck;
    }

    /** Ends all threads; what they are calling is interrupted. */
    synchronized void close() {
        closed = true;
        all.forEach(Worker::retire);
    }

    boolean closed() {
        return closed;
    }

    private synchronized void wakeOne() {
        Worker sleeper = asleep.poll();
        if (sleeper != null) {
            looking.incrementAndGet();
            sleeper.wake();
            return;
        }
        if (staff == concurrency) {
            // Everybody is awake, and no more calls can be open than there are workers: one of them will come for it.
            return;
        }
        staff++;
        looking.incrementAndGet();
        if (all.size() > 2 * concurrency) {
            all.removeIf(worker -> !worker.alive());
        }
        Worker hired = new Worker(this, workload, stores, completions);
        all.add(hired);
        hired.start();
    }

    // ---- For workers
    // --------------------------------------------------------------------------------------------------------------

    /** A worker has handed a call back. */
    void help() {
        helping.run();
    }

    /** The next call, or null when there is none now. Whoever gets one no longer counts as looking. */
    @Nullable Call poll() {
        Call call = calls.poll();
        if (call != null) {
            queued.decrementAndGet();
            looking.decrementAndGet();
        }
        return call;
    }

    /** This worker is awake and will look for a call. */
    void look() {
        looking.incrementAndGet();
    }

    /** This worker ends though it was looking. */
    void leave() {
        looking.decrementAndGet();
    }

    /**
     * This worker goes to sleep; it is looking again once it is woken.
     *
     * @return false when a call came at the last moment, so that it must go on looking
     */
    boolean sleep(Worker worker) {
        looking.decrementAndGet();
        asleep.push(worker);
        // The engine adds a call before it counts who is looking, this worker the other way round: one of the two
        // sees the other.
        if (calls.isEmpty() || !asleep.remove(worker)) {
            return true;
        }
        looking.incrementAndGet();
        return false;
    }
}
