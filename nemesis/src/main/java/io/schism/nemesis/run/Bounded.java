package io.schism.nemesis.run;

import io.schism.nemesis.FaultException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Calls into a port with a limit of time, on a thread of its own: a port that hangs must not keep the others from being healed. */
final class Bounded {
    private Bounded() {}

    /**
     * Calls and waits.
     *
     * @param late gets the answer when it comes after the limit, on the thread of the call; every answer goes to exactly one of the two
     * @throws FaultException when it failed or did not answer in time
     */
    static <T> T call(String what, Duration limit, Supplier<T> work, Consumer<T> late) {
        return call(what, limit, work, late, () -> {});
    }

    /**
     * Calls and waits, and tells when nothing of the call goes on any more, which may be long after it was given up.
     *
     * @param ended run last by the thread of the call, after {@code late}
     */
    static <T> T call(String what, Duration limit, Supplier<T> work, Consumer<T> late, Runnable ended) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> run(work, answer, late, ended), "nemesis " + what);
        thread.setDaemon(true);
        start(thread);
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            return answered(what, answer);
        } catch (TimeoutException e) {
            return given(
                    what,
                    answer,
                    thread,
                    new FaultException(what + " did not end within " + limit.toMillis() + " ms", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return given(what, answer, thread, new FaultException(what + " was interrupted", e));
        }
    }

    /** Gives the call up, unless its answer came in the same moment: an answer thrown away would be a fault nobody heals. */
    private static <T> T given(String what, CompletableFuture<T> answer, Thread thread, FaultException up) {
        if (answer.completeExceptionally(up)) {
            thread.interrupt();
            throw up;
        }
        return answered(what, answer);
    }

    private static <T> T answered(String what, CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof FaultException known
                    ? known
                    : new FaultException(what + " broke down: " + cause, cause);
        }
    }

    /** Ports are foreign code: whatever they throw, an Error too, is the answer and no reason to leave other faults unhealed. */
    private static <T> void run(Supplier<T> work, CompletableFuture<T> answer, Consumer<T> late, Runnable ended) {
        try {
            T result = work.get();
            if (!answer.complete(result)) {
                late.accept(result);
            }
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e); // of no effect when it comes late: the call has failed before
        } finally {
            ended.run();
        }
    }

    // Where no thread can be had any more, healing without a limit of time is better than none.
    @SuppressWarnings("DoNotCall")
    private static void start(Thread thread) {
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            thread.run();
        }
    }
}
