package io.schism.checkers.availability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A stretch of time, in nanoseconds since the start of the run. */
record Interval(long from, long to) {
    long length() {
        return to - from;
    }

    /** How much of this lies in the other. */
    long overlap(Interval other) {
        return Math.max(0, Math.min(to, other.to) - Math.max(from, other.from));
    }

    /** What none of the others covers, in order. */
    List<Interval> without(List<Interval> others) {
        List<Interval> left = new ArrayList<>();
        long at = from;
        for (Interval other :
                others.stream().sorted(Comparator.comparingLong(Interval::from)).toList()) {
            if (other.from > at) {
                left.add(new Interval(at, Math.min(other.from, to)));
            }
            at = Math.max(at, other.to);
            if (at >= to) {
                return left;
            }
        }
        left.add(new Interval(at, to));
        return left;
    }
}
