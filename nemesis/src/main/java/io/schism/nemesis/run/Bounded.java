package io.schism.nemesis.run;

import io.schism.nemesis.FaultException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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
     * @param late gets the answer when it comes after the limit, on the thread of the call
     * @throws FaultException when it failed or did not answer in time
     */
    static <T> T call(String what, Duration limit, Supplier<T> work, Consumer<T> late) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> run(work, answer, late), "nemesis " + what);
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failed(what, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            FaultException gaveUp = new FaultException(what + " did not end within " + limit.toMillis() + " ms", e);
            if (answer.completeExceptionally(gaveUp)) {
                thread.interrupt();
                throw gaveUp;
            }
            return answer.join();
        } catch (InterruptedException e) {
            FaultException interrupted = new FaultException(what + " was interrupted", e);
            answer.completeExceptionally(interrupted);
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw interrupted;
        }
    }

    // Ports are foreign code: whatever they throw, an Error too, is the answer and no reason to leave other faults
    // unhealed.
    private static <T> void run(Supplier<T> work, CompletableFuture<T> answer, Consumer<T> late) {
        T result;
        try {
            result = work.get();
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
            return;
        }
        if (!answer.complete(result)) {
            late.accept(result);
        }
    }

    private static FaultException failed(String what, Throwable cause) {
        return cause instanceof FaultException known
                ? known
                : new FaultException(what + " broke down: " + cause, cause);
    }
}
