package io.schism.workloads.memory;

import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Outcome;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** One process of a rehearsal on a thread of its own, which only runs while the director waits for it. */
final class Actor implements Runnable {
    private final Semaphore mayGo = new Semaphore(0);
    private final Semaphore hasStopped = new Semaphore(0);
    private volatile @Nullable Operation task;
    private volatile @Nullable Outcome outcome;
    private volatile Client client;

    Actor(Client client) {
        this.client = client;
    }

    // ---- Called by the director
    // ----------------------------------------------------------------------------------------------------

    void begin(Operation operation) {
        outcome = null;
        task = operation;
    }

    /** Lets it go on to its next call of the store, or to the end of its operation; the outcome when that is reached. */
    @Nullable Outcome advance() {
        mayGo.release();
        hasStopped.acquireUninterruptibly();
        return outcome;
    }

    /** The operation under way, or null. */
    @Nullable Operation operation() {
        return task;
    }

    void end() {
        task = null;
    }

    void replace(Client fresh) {
        client.close();
        client = fresh;
    }

    // ---- On its own thread
    // ---------------------------------------------------------------------------------------------------------

    @Override
    public void run() {
        while (true) {
            mayGo.acquireUninterruptibly();
            Operation operation = Objects.requireNonNull(task, "task");
            outcome = perform(operation);
            hasStopped.release();
        }
    }

    /** As the engine does it. */
    private Outcome perform(Operation operation) {
        try {
            return client.invoke(operation);
        } catch (RuntimeException e) {
            return Outcome.of(e, client.readOnly(operation));
        }
    }

    /** Lets others have a turn. */
    void pause() {
        hasStopped.release();
        mayGo.acquireUninterruptibly();
    }
}
