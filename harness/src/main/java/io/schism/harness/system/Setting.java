package io.schism.harness.system;

import io.schism.nemesis.schedule.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One thing that can be set about a system: its name, its default and which values it takes. Immutable. */
public final class Setting {
    private final String name;
    private final String standard;
    private final String takes;
    private final Predicate<String> valid;

    private Setting(String name, String standard, String takes, Predicate<String> valid) {
        this.name = Objects.requireNonNull(name, "name");
        this.standard = Objects.requireNonNull(standard, "standard");
        this.takes = takes;
        this.valid = valid;
    }

    /** One of several words; the first is the default. */
    public static Setting choice(String name, String standard, String... others) {
        List<String> words = new ArrayList<>(List.of(others));
        words.add(0, standard);
        return new Setting(name, standard, "one of " + String.join(", ", words), words::contains);
    }

    /** A duration between two bounds, both allowed; in whole milliseconds, for no system takes finer ones. */
    public static Setting duration(String name, String standard, Duration least, Duration most) {
        return new Setting(
                name,
                standard,
                "a duration from " + written(least) + " to " + written(most) + ", written like 500ms, 30s, 5m",
                text -> Durations.parse(text)
                        .filter(given -> given.compareTo(least) >= 0 && given.compareTo(most) <= 0)
                        .filter(given -> given.equals(Duration.ofMillis(given.toMillis())))
                        .isPresent());
    }

    /** A whole number between two bounds, both allowed. */
    public static Setting number(String name, long standard, long least, long most) {
        return new Setting(name, Long.toString(standard), "a number from " + least + " to " + most, text -> {
            if (!text.matches("-?\\d{1,18}")) {
                return false;
            }
            long value = Long.parseLong(text);
            return value >= least && value <= most;
        });
    }

    /** Any text. */
    public static Setting text(String name, String standard) {
        return new Setting(name, standard, "any text", text -> true);
    }

    /** What {@code --set} calls it. */
    public String name() {
        return name;
    }

    /** The value, or the default when none is given. */
    String checked(@Nullable String given) {
        if (given == null) {
            return standard;
        }
        if (!valid.test(given)) {
            throw new IllegalArgumentException("--set " + name + "=" + given + " is not allowed; it takes " + takes);
        }
        return given;
    }

    private static String written(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
