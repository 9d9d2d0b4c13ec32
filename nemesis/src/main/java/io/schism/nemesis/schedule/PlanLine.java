package io.schism.nemesis.schedule;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A planned fault as one map of a JSON line: {@code at} and {@code hold} in nanoseconds, or written as {@code 3s} by hand. */
final class PlanLine {
    private final int number;
    private final Map<String, Object> line;

    private PlanLine(int number, Map<String, Object> line) {
        this.number = number;
        this.line = line;
    }

    static Optional<PlannedFault> read(int number, Map<String, Object> line) {
        PlanLine reader = new PlanLine(number, line);
        if (!"planned".equals(reader.text("event"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PlannedFault(
                    Math.toIntExact(reader.whole("id")),
                    reader.duration("at"),
                    reader.duration("hold"),
                    reader.text("fault"),
                    reader.text("variant"),
                    reader.whole("seed"),
                    reader.parameters()));
        } catch (ArithmeticException e) {
            throw reader.wrong("id", "is too large");
        }
    }

    private String text(String key) {
        if (value(key) instanceof String text) {
            return text;
        }
        throw wrong(key, "must be text");
    }

    private long whole(String key) {
        Object value = value(key);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw wrong(key, "must be a whole number");
    }

    private Duration duration(String key) {
        if (value(key) instanceof String text) {
            return Durations.parse("plan line " + number + ": \"" + key + "\"", text);
        }
        long nanos = whole(key);
        if (nanos < 0) {
            throw wrong(key, "must not be negative");
        }
        return Duration.ofNanos(nanos);
    }

    private Map<String, String> parameters() {
        Object value = value("parameters");
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("parameters", "must be an object");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        map.forEach((name, setting) -> parameters.put(String.valueOf(name), String.valueOf(setting)));
        return parameters;
    }

    private @Nullable Object value(String key) {
        return line.get(key);
    }

    private IllegalArgumentException wrong(String key, String mend) {
        String found = line.containsKey(key) ? " (" + line.get(key) + ") " : ", which is missing, ";
        return new IllegalArgumentException("plan line " + number + ": \"" + key + "\"" + found + mend);
    }
}
