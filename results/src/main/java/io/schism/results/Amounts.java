package io.schism.results;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and durations as people read them. */
public final class Amounts {
    private static final double MICRO = 1e3;
    private static final double MILLI = 1e6;
    private static final double SECOND = 1e9;
    private static final double MINUTE = 60 * SECOND;

    private Amounts() {}

    /** With separators: {@code 6,214}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** With the noun, in the plural where needed: {@code 1 fault}, {@code 6,214 operations}. */
    public static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** Three digits and a unit: {@code 340 µs}, {@code 1.20 ms}, {@code 2.31 s}, {@code 4 min 7 s}. */
    public static String duration(long nanos) {
        if (nanos < MICRO) {
            return nanos + " ns";
        }
        if (nanos < MILLI) {
            return Math.round(nanos / MICRO) + " µs";
        }
        if (nanos < SECOND) {
            return digits(nanos / MILLI) + " ms";
        }
        if (nanos < 2 * MINUTE) {
            return digits(nanos / SECOND) + " s";
        }
        long seconds = Math.round(nanos / SECOND);
        return seconds / 60 + " min " + seconds % 60 + " s";
    }

    /** The same for milliseconds; a dash for null. */
    public static String millis(@Nullable Double millis) {
        return millis == null ? "–" : duration(Math.round(millis * MILLI));
    }

    /** A moment of the run: {@code 12.345 s}. */
    public static String moment(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", nanos / SECOND);
    }

    /** Something a second: {@code 205/s}, {@code 4.3/s}. */
    public static String rate(double perSecond) {
        return (perSecond < 10 ? String.format(Locale.ROOT, "%.1f", perSecond) : count(Math.round(perSecond))) + "/s";
    }

    private static String digits(double amount) {
        int decimals = amount < 10 ? 2 : amount < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", amount);
    }
}
