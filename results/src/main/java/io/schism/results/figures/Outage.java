package io.schism.results.figures;

/**
 * A time without a success, from the last one before it (or the first invocation) to the first one after it (or the last invocation).
 *
 * @param from nanoseconds since the start of the run
 * @param to nanoseconds since the start of the run
 */
public record Outage(long from, long to) {
    public Outage {
        if (to < from) {
            throw new IllegalArgumentException("an outage cannot end (" + to + ") before it begins (" + from + ")");
        }
    }

    /** How long, in nanoseconds. */
    public long length() {
        return to - from;
    }

    /** True when some of it lies in this interval. */
    public boolean touches(long begin, long end) {
        return from < end && begin < to;
    }
}
