package io.schism.checkers.counter;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Sums of what was added to one counter so far. The bounds of a read that began when {@code done} stood at {@link Certain} and ends now: all
 * that was certain then, and of what was begun by now all that widens the bound. For one thread.
 */
final class Counter {
    private final long initial;
    private final Map<Integer, Certain> reading = new HashMap<>();
    private long begunUp;
    private long begunDown;
    private Certain done = new Certain(0, 0);

    Counter(long initial) {
        this.initial = initial;
    }

    /** Additions and subtractions that had certainly taken effect. */
    record Certain(long up, long down) {}

    void begun(long amount) {
        begunUp += Math.max(amount, 0);
        begunDown += Math.min(amount, 0);
    }

    void done(long amount) {
        done = new Certain(done.up + Math.max(amount, 0), done.down + Math.min(amount, 0));
    }

    void readBegins(int process) {
        reading.put(process, done);
    }

    Certain readEnds(int process) {
        return Objects.requireNonNull(reading.remove(process), "a read ends that did not begin");
    }

    long lower(Certain began) {
        return initial + began.up + begunDown;
    }

    long upper(Certain began) {
        return initial + begunUp + began.down;
    }
}
