package io.schism.checkers;

import java.time.Duration;
import java.util.Objects;

/**
 * What a check may spend. A checker that runs out answers {@link Verdict#UNKNOWN}, never a guess. Immutable.
 *
 * @param time wall-clock time for the check, counted from the call of {@link Checker#check}
 * @param bytes heap the search may occupy, in bytes; an estimate that the checker keeps itself
 * @param threads threads the checker may use, the caller's own included
 */
public record Budget(Duration time, long bytes, int threads) {
    public Budget {
        Objects.requireNonNull(time, "time");
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("time (" + time + ") must be positive");
        }
        if (bytes <= 0) {
            throw new IllegalArgumentException("bytes (" + bytes + ") must be positive");
        }
        if (threads <= 0) {
            throw new IllegalArgumentException("threads (" + threads + ") must be positive");
        }
    }

    /** 60 s, two thirds of the heap, one thread a processor. */
    public static Budget ofDefaults() {
        Runtime runtime = Runtime.getRuntime();
        return new Budget(Duration.ofSeconds(60), runtime.maxMemory() / 3 * 2, runtime.availableProcessors());
    }

    /** The same with another time. */
    public Budget withTime(Duration newTime) {
        return new Budget(newTime, bytes, threads);
    }

    /** The same with another number of bytes. */
    public Budget withBytes(long newBytes) {
        return new Budget(time, newBytes, threads);
    }

    /** The same with another number of threads. */
    public Budget withThreads(int newThreads) {
        return new Budget(time, bytes, newThreads);
    }
}
