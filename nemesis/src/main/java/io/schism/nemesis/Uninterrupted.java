package io.schism.nemesis;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Undoes what an injection had begun before it failed. Such an injection may have failed because it was given up, and then its thread is
 * interrupted, now or in a moment: whatever waits on it throws at once, the lock of a node for example, and what was done would stay with
 * nobody who knows of it. So the undoing has a thread of its own.
 */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** Does it and waits for its end, whatever interrupts; throws what it throws. It must not need locks that the caller's thread holds. */
    public static void run(Runnable undoing) {
        FutureTask<Boolean> task = new FutureTask<>(undoing, true);
        start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw failure(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void start(FutureTask<Boolean> task) {
        Thread thread = new Thread(task, Thread.currentThread().getName() + ", undoing");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            task.run(); // no thread can be had any more: better so than not at all
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        return e.getCause() instanceof RuntimeException known
                ? known
                : new FaultException("undoing it broke down: " + e.getCause(), e);
    }
}
