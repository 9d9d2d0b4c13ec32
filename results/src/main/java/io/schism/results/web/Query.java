package io.schism.results.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a request. Immutable. */
final class Query {
    private final Map<String, List<String>> parameters = new LinkedHashMap<>();

    Query(@Nullable String raw) {
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? "" : part.substring(equals + 1);
            parameters.computeIfAbsent(decode(name), key -> new ArrayList<>()).add(decode(value));
        }
    }

    /** The first value of the parameter, without blanks around it, or an empty string. */
    String first(String name) {
        return all(name).stream().findFirst().orElse("").strip();
    }

    /** All its values. */
    List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /** The first value as a number from 1, or 1 when it is not one. */
    int page() {
        String page = first("page");
        return page.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(page) : 1;
    }

    private static String decode(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // a broken escape matches nothing
        }
    }
}
