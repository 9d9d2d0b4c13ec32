package io.schism.workloads.client;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Integers as workloads keep them in a store: in decimal, lists with one space between. */
public final class Numbers {
    private Numbers() {}

    /** The number, or the text itself where it is none: nobody wrote that, and the checker is to say so. */
    public static Object of(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** The number that was read, or null for a key without value. */
    public static @Nullable Object orNull(Optional<KeyValue.Versioned> read) {
        return read.map(found -> of(found.value())).orElse(null);
    }

    /** The numbers of a list; none for a key without value. */
    public static List<Object> list(Optional<KeyValue.Versioned> read) {
        return read.filter(found -> !found.value().isEmpty())
                .map(found ->
                        Arrays.stream(found.value().split(" ")).map(Numbers::of).toList())
                .orElse(List.of());
    }

    /** A list as it is kept: what was read, and the element behind it. */
    public static String extended(Optional<KeyValue.Versioned> read, Object element) {
        return read.map(KeyValue.Versioned::value)
                .filter(before -> !before.isEmpty())
                .map(before -> before + " " + element)
                .orElse(String.valueOf(element));
    }
}
