package io.schism.harness;

import io.schism.workloads.client.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition. */
public final class Await {
    /** Far beyond what is expected. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private Await() {}

    /** Returns when the condition holds; fails the test when it does not within a minute. */
    public static void until(String what, BooleanSupplier condition) {
        until(what, DEADLINE, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

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
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting until " + what, e);
            }
        }
    }

    /** Retries what throws a {@link StoreException} until it does not. */
    public static <T> T succeeds(String what, Duration within, Supplier<T> action) {
        return until(what, within, () -> {
            try {
                return Optional.of(action.get());
            } catch (StoreException notYet) {
                return Optional.empty();
            }
        });
    }
}
