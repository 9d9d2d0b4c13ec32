package io.schism.harness.engine;

/** The one monotonic clock of a run, shared by recorder, engine and nemesis. Safe for several threads. */
@FunctionalInterface
public interface Clock {
    /** Nanoseconds since the start of the run; never goes back. */
    long nanos();

    /** A clock that starts now. */
    static Clock startingNow() {
        long origin = System.nanoTime();
        return () -> System.nanoTime() - origin;
    }
}
