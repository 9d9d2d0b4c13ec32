package io.schism.nemesis.schedule;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 5m}; negative ones, for clocks, too. */
final class Durations {
    private static final Pattern WRITTEN = Pattern.compile("(-?)(\\d{1,12})(ns|us|ms|s|m|h)");

    private Durations() {}

    /** Reads one; {@code what} goes into the message of the error. */
    static Duration parse(String what, String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    what + " (" + text + ") must be a whole number with a unit: 500ms, 30s, 5m");
        }
        long amount = Long.parseLong(matcher.group(2));
        Duration size =
                switch (matcher.group(3)) {
                    case "ns" -> Duration.ofNanos(amount);
                    case "us" -> Duration.ofNanos(Math.multiplyExact(amount, 1_000L));
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    default -> Duration.ofHours(amount);
                };
        return matcher.group(1).isEmpty() ? size : size.negated();
    }
}
