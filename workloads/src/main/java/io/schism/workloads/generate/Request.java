package io.schism.workloads.generate;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done, without who does it and when.
 *
 * @param f what it does: {@code read}, {@code write}, …
 * @param key the independent key, or null where {@link Generators#perKey} supplies it or the history has but one
 * @param value the argument, as {@link io.schism.checkers.history.Operation} wants it
 */
public record Request(
        String f, @Nullable Object key, @Nullable Object value) {
    public Request {
        Objects.requireNonNull(f, "f");
    }

    /** A request without a key. */
    public static Request of(String f, @Nullable Object value) {
        return new Request(f, null, value);
    }
}
