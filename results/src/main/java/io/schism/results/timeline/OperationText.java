package io.schism.results.timeline;

import io.schism.checkers.history.Operation;
import io.schism.results.figures.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Operations in few words: {@code read → 3}, {@code write 5}, {@code cas 1 to 2}, {@code append x 1, r y → [1 2]}. */
public final class OperationText {
    private static final int LONGEST_VALUE = 200;
    private static final int LONGEST = 2000;

    private OperationText() {}

    /** What the call was asked and what it answered, without its key. */
    public static String of(Call call) {
        Operation invocation = call.invocation();
        Operation completion = call.completion();
        boolean answered = call.outcome() == Operation.Type.OK;
        Object asked = invocation.value();
        Object answer = completion == null ? null : completion.value();
        return cut(
                switch (invocation.f()) {
                    case "txn" -> transaction(answered ? answer : asked, answered);
                    case "cas" -> "cas " + change(asked);
                    case "read", "get", "r" -> invocation.f() + (answered ? " → " + value(answer) : "");
                    default -> plain(invocation.f(), asked, answered, answer);
                });
    }

    /** The same with the key in front, where it has one. */
    public static String withKey(Call call) {
        Object key = call.invocation().key();
        return key == null ? of(call) : "key " + value(key) + ": " + of(call);
    }

    /** A value, short. */
    public static String value(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.length() <= LONGEST_VALUE ? text.toString() : text.substring(0, LONGEST_VALUE) + "…";
    }

    private static String plain(String f, @Nullable Object asked, boolean answered, @Nullable Object answer) {
        String text = asked == null ? f : f + " " + value(asked);
        return answered && answer != null && !Objects.equals(asked, answer) ? text + " → " + value(answer) : text;
    }

    private static String change(@Nullable Object asked) {
        return asked instanceof List<?> pair && pair.size() == 2
                ? value(pair.get(0)) + " to " + value(pair.get(1))
                : value(asked);
    }

    private static String transaction(@Nullable Object value, boolean answered) {
        if (!(value instanceof List<?> steps)) {
            return "txn " + value(value);
        }
        List<String> texts = new ArrayList<>();
        for (Object step : steps) {
            texts.add(
                    step instanceof List<?> parts && parts.size() == 3
                            ? step(String.valueOf(parts.get(0)), value(parts.get(1)), parts.get(2), answered)
                            : value(step));
        }
        return texts.isEmpty() ? "txn (empty)" : String.join(", ", texts);
    }

    private static String step(String f, String key, @Nullable Object value, boolean answered) {
        if (f.equals("r") || f.equals("read")) {
            return !answered ? "r " + key : "r " + key + " → " + value(value);
        }
        return f + " " + key + " " + value(value);
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        if (text.length() > LONGEST_VALUE) {
            return; // the rest is cut anyway, and it may be megabytes
        }
        if (value instanceof List<?> list) {
            text.append('[');
            String separator = "";
            for (Object element : list) {
                text.append(separator);
                append(text, element);
                separator = " ";
            }
            text.append(']');
            return;
        }
        if (value instanceof Map<?, ?> map) {
            text.append('{');
            String separator = "";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(separator).append(entry.getKey()).append(": ");
                append(text, entry.getValue());
                separator = ", ";
            }
            text.append('}');
            return;
        }
        if (value instanceof String string && (string.isBlank() || string.contains(" "))) {
            text.append('"').append(string).append('"'); // or nobody sees where it begins and ends
            return;
        }
        text.append(value == null ? "nil" : value);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
