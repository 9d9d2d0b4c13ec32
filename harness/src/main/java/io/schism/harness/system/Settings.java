package io.schism.harness.system;

import io.schism.nemesis.schedule.Durations;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The settings of a system as given by {@code --set key=value}: known keys with their defaults, checked. Immutable. */
public final class Settings {
    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * Checks what was given against what is known and fills in the defaults.
     *
     * @throws IllegalArgumentException naming the wrong key or value and the mend, in one line
     */
    public static Settings of(List<Setting> known, Map<String, String> given) {
        Map<String, Setting> byName = new LinkedHashMap<>();
        known.forEach(setting -> byName.put(setting.name(), setting));
        given.keySet().forEach(name -> {
            if (!byName.containsKey(name)) {
                throw new IllegalArgumentException("--set " + name + " is not a setting; did you mean "
                        + Spelling.nearest(name, byName.keySet()) + "? Known: " + String.join(", ", byName.keySet()));
            }
        });
        Map<String, String> values = new LinkedHashMap<>();
        byName.forEach((name, setting) -> values.put(name, setting.checked(given.get(name))));
        return new Settings(values);
    }

    /** All settings in force, in the order in which they are known. */
    public Map<String, String> all() {
        return values;
    }

    /** The value as it was written. */
    public String text(String name) {
        return Objects.requireNonNull(values.get(name), () -> "no setting " + name);
    }

    /** The value as a duration. */
    public Duration duration(String name) {
        return Durations.parse(text(name)).orElseThrow();
    }

    /** The value as a number. */
    public long number(String name) {
        return Long.parseLong(text(name));
    }

    /** Whether the value is {@code on}. */
    public boolean on(String name) {
        return text(name).equals("on");
    }
}
