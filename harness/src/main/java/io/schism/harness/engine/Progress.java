package io.schism.harness.engine;

/**
 * How far a run is. Immutable.
 *
 * @param nanos when this was, in nanoseconds since the start of the run
 * @param ok operations that took effect
 * @param fail operations that did not
 * @param info operations of unknown outcome
 * @param open operations that were invoked and not completed
 */
public record Progress(long nanos, long ok, long fail, long info, long open) {
    /** Operations completed, however. */
    public long completed() {
        return ok + fail + info;
    }

    /** Operations completed a second since an earlier progress; 0 when no time passed. */
    public double rateSince(Progress earlier) {
        long passed = nanos - earlier.nanos;
        return passed <= 0 ? 0 : (completed() - earlier.completed()) * 1e9 / passed;
    }
}
