package io.schism.nemesis.schedule;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}; negative ones, for clocks, too. */
public final class Durations {
    private static final Pattern WRITTEN = Pattern.compile("(-?)(\\d{1,12})(ns|us|ms|s|m|h)");
    /** What others count in nanoseconds must not overflow. */
    private static final Duration MOST = Duration.ofNanos(Long.MAX_VALUE);

    private Durations() {}

    /** Reads one; empty when the text is none, or is more than 292 years. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
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
        return Optional.of(matcher.group(1).isEmpty() ? size : size.negated())
                .filter(duration -> duration.abs().compareTo(MOST) <= 0);
    }

    /** Reads one; {@code what} goes into the message of the error. */
    static Duration parse(String what, String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        what + " (" + text + ") must be a whole number with a unit: 500ms, 30s, 5m"));
    }
}
