package io.schism.results.report;

import io.schism.results.Amounts;
import io.schism.results.timeline.OperationText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whatever figures a checker gives, as a tree that a template can print: a text, or named branches, or a table.
 *
 * @param text the value where it is simple, otherwise empty
 * @param branches the members of an object, or an empty list
 * @param head the columns of a table, or an empty list
 * @param lines the lines of the table
 */
record DetailTree(String text, List<Branch> branches, List<String> head, List<List<String>> lines) {
    private static final int MOST_LINES = 200;
    private static final int DEEPEST = 6;

    /** A named part. */
    record Branch(String name, DetailTree tree) {}

    static DetailTree of(Map<String, ? extends @Nullable Object> details) {
        return tree(details, "", 0);
    }

    /** True when this is a table. */
    boolean table() {
        return !head.isEmpty();
    }

    /** True when this has named parts. */
    boolean object() {
        return !branches.isEmpty();
    }

    private static DetailTree tree(@Nullable Object value, String name, int depth) {
        if (value instanceof Map<?, ?> map && !map.isEmpty() && depth < DEEPEST) {
            List<Branch> branches = new ArrayList<>();
            map.forEach((key, member) ->
                    branches.add(new Branch(words(String.valueOf(key)), tree(member, String.valueOf(key), depth + 1))));
            return new DetailTree("", branches, List.of(), List.of());
        }
        if (value instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(Map.class::isInstance)) {
            return table(list);
        }
        return new DetailTree(simple(name, value), List.of(), List.of(), List.of());
    }

    private static DetailTree table(List<?> objects) {
        Set<String> names = new LinkedHashSet<>();
        objects.forEach(object -> ((Map<?, ?>) object).keySet().forEach(key -> names.add(String.valueOf(key))));
        List<List<String>> lines = new ArrayList<>();
        for (Object object : objects.subList(0, Math.min(MOST_LINES, objects.size()))) {
            lines.add(names.stream()
                    .map(name ->
                            ((Map<?, ?>) object).containsKey(name) ? simple(name, ((Map<?, ?>) object).get(name)) : "")
                    .toList());
        }
        return new DetailTree(
                "", List.of(), names.stream().map(DetailTree::words).toList(), lines);
    }

    private static String simple(String name, @Nullable Object value) {
        if (value instanceof Number number && (name.endsWith("Nanos") || name.endsWith("nanos"))) {
            return Amounts.duration(number.longValue());
        }
        if (value instanceof Number number && name.matches(".*([Mm]illis|Ms|[-_]ms)")) {
            return Amounts.duration(Math.round(number.doubleValue() * 1e6));
        }
        if (value instanceof Long number) {
            return Amounts.count(number);
        }
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, "%,.3f", number).replaceAll("\\.?0+$", "");
        }
        if (value instanceof List<?> list
                && list.stream().noneMatch(element -> element instanceof List || element instanceof Map)) {
            return list.stream().limit(MOST_LINES).map(OperationText::value).collect(Collectors.joining(", "));
        }
        return OperationText.value(value);
    }

    /** {@code longestOutageNanos} → {@code longest outage}. */
    private static String words(String name) {
        return name.replaceAll("(?i)(?<=.)[-_]?(nanos|millis|ms)$", "")
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                .replace('_', ' ')
                .toLowerCase(Locale.ROOT);
    }
}
