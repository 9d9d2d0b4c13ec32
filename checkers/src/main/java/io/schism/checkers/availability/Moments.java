package io.schism.checkers.availability;

import java.util.Arrays;
import java.util.List;

/** When operations succeeded, or completed, in order of time. For one thread. */
final class Moments {
    private long[] times = new long[64];
    private int size;

    void add(long time) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
        }
        times[size++] = time;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** How many lie in the interval, its end excluded. */
    int count(Interval interval) {
        return firstAt(interval.to()) - firstAt(interval.from());
    }

    /** The first at this time or later, or -1. */
    long next(long time) {
        int at = firstAt(time);
        return at == size ? -1 : times[at];
    }

    /** The longest stretch inside the interval without any, idle stretches taken off. */
    long longestGapInside(Interval interval, List<Interval> idle) {
        long longest = 0;
        long from = interval.from();
        for (int at = firstAt(interval.from()); at < size && times[at] < interval.to(); at++) {
            longest = Math.max(longest, busy(new Interval(from, times[at]), idle));
            from = times[at];
        }
        return Math.max(longest, busy(new Interval(from, interval.to()), idle));
    }

    /** The longest stretch without any that reaches into the interval, wherever it began and ended, idle stretches taken off. */
    long longestGapTouching(Interval interval, Interval run, List<Interval> idle) {
        int first = firstAt(interval.from());
        long begin = first == 0 ? run.from() : times[first - 1];
        int last = firstAt(interval.to());
        long end = last == size ? run.to() : times[last];
        return longestGapInside(new Interval(begin, Math.max(begin, end)), idle);
    }

    private int firstAt(long time) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long busy(Interval gap, List<Interval> idle) {
        long length = gap.length();
        for (Interval each : idle) {
            length -= gap.overlap(each);
        }
        return length;
    }
}
