package io.schism.harness.engine;

import io.schism.workloads.Workload;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Stores;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that makes one client call at a time. Any idle worker serves any process, and the scheduler prefers the one that became idle last
 * because that one may still be awake; there are as many as calls were ever open together, so no call waits for another.
 */
final class Worker implements Runnable {
    private final Workload workload;
    private final Stores stores;
    private final Completions completions;
    private final Thread thread;
    private final Patience patience = new Patience();
    private volatile @Nullable Call next;
    private volatile boolean retired;
    private volatile boolean asleep;

    Worker(int number, Workload workload, Stores stores, Completions completions) {
        this.workload = workload;
        this.stores = stores;
        this.completions = completions;
        this.thread = new Thread(this, "schism-worker-" + number);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Hands over a call; the worker must be idle. */
    void take(Call call) {
        next = call;
        wake();
    }

    /** Ends the thread as soon as it has no call; what it is calling is interrupted. */
    void retire() {
        retired = true;
        thread.interrupt();
    }

    boolean alive() {
        return thread.isAlive();
    }

    @Override
    public void run() {
        while (true) {
            Call call = awaitCall();
            if (call == null) {
                return;
            }
            call.outcome = perform(call);
            completions.add(call);
        }
    }

    private @Nullable Call awaitCall() {
        for (int look = patience.looks(); look > 0; look--) {
            Call call = next;
            if (call != null) {
                patience.found();
                next = null;
                return call;
            }
            Thread.onSpinWait();
        }
        long start = System.nanoTime();
        asleep = true;
        Call call = next;
        while (call == null && !retired) {
            LockSupport.park(this);
            call = next;
        }
        asleep = false;
        patience.slept(System.nanoTime() - start);
        next = null;
        return call;
    }

    private void wake() {
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    /** A client may throw anything, errors of the virtual machine included; none may end the run or be taken for an outcome it is not. */
    private Outcome perform(Call call) {
        Client client;
        try {
            client = call.seat.client(workload, stores);
        } catch (Throwable thrown) {
            return Outcome.fail("not sent, no client could be opened: " + thrown);
        }
        if (client == null) {
            return Outcome.fail("not sent, the process was given up");
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
