package io.schism.harness.engine;

import io.schism.workloads.Workload;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Stores;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that makes one client call at a time, for any process. */
final class Worker implements Runnable {
    private final Workers workers;
    private final Workload workload;
    private final Stores stores;
    private final Completions completions;
    private final Thread thread;
    private final Patience patience = new Patience();
    private volatile boolean woken;
    private volatile boolean retired;
    /** What it is calling; guarded by this. */
    private @Nullable Call current;

    Worker(Workers workers, Workload workload, Stores stores, Completions completions) {
        this.workers = workers;
        this.workload = workload;
        this.stores = stores;
        this.completions = completions;
        this.thread = new Thread(this, "schism-worker");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void wake() {
        woken = true;
        LockSupport.unpark(thread);
    }

    boolean alive() {
        return thread.isAlive();
    }

    /** Ends the thread; what it is calling is interrupted. */
    void retire() {
        retired = true;
        thread.interrupt();
    }

    /** Ends the thread if it still makes this call: not when it came back meanwhile, for then it may be making another. */
    synchronized void retireFrom(Call call) {
        if (current == call) {
            retire();
        }
    }

    @Override
    public void run() {
        while (true) {
            Call call = nextCall();
            if (call == null) {
                workers.leave();
                return;
            }
            begin(call);
            call.outcome = perform(call);
            call.workerEnded = end();
            if (call.workerEnded) {
                completions.add(call);
                completions.wake();
                return;
            }
            // Looking before the engine hears of it, lest it wake another for the call that this one is about to
            // get.
            workers.look();
            completions.add(call);
            workers.help();
        }
    }

    private synchronized void begin(Call call) {
        current = call;
        call.worker = this;
    }

    /** Whether this thread was retired from its call. */
    private synchronized boolean end() {
        current = null;
        return retired;
    }

    private @Nullable Call nextCall() {
        while (!retired && !workers.closed()) {
            Call call = workers.poll();
            if (call != null) {
                return call;
            }
            for (int look = patience.looks(); look > 0; look--) {
                Thread.onSpinWait();
                call = workers.poll();
                if (call != null) {
                    patience.found();
                    return call;
                }
            }
            sleep();
        }
        return null;
    }

    private void sleep() {
        if (!workers.sleep(this)) {
            return;
        }
        long start = System.nanoTime();
        while (!woken && !retired) {
            LockSupport.park(this);
        }
        woken = false;
        patience.slept(System.nanoTime() - start);
    }

    /** A client may throw anything, errors of the virtual machine included; none may end the run or be taken for an outcome it is not. */
    private Outcome perform(Call call) {
        Client client;
        try {
            client = call.seat.client(workload, stores);
        } catch (Throwable thrown) {
            return Outcome.refused("not sent, no client could be opened: " + thrown);
        }
        if (client == null) {
            return Outcome.refused("not sent, the process was given up");
        }
        boolean readOnly = false;
        try {
            readOnly = client.readOnly(call.invocation);
            return client.invoke(call.invocation);
        } catch (Throwable thrown) {
            return Outcome.of(thrown, readOnly);
        }
    }
}
