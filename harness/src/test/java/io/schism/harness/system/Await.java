package io.schism.harness.system;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for a condition. */
public final class Await {
    private Await() {}

    /** The first answer that is there; fails the test when none comes within the time. */
    public static <T> T until(String what, Duration within, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + within.toNanos();
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + within.toSeconds() + " s: " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** Retries what throws a {@link io.schism.workloads.client.StoreException} until it does not. */
    public static <T> T succeeds(String what, Duration within, Supplier<T> action) {
        return until(what, within, () -> {
            try {
                return Optional.of(action.get());
            } catch (io.schism.workloads.client.StoreException notYet) {
                return Optional.empty();
            }
        });
    }
}
