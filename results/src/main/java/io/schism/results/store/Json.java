package io.schism.results.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps and lists, integers as {@link Long}, the way operations and results carry it. Safe for several threads. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);
    private static final ObjectMapper INDENTED = MAPPER.copy().enable(SerializationFeature.INDENT_OUTPUT);
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private Json() {}

    /** On one line. */
    public static String line(@Nullable Object value) {
        return write(MAPPER, value);
    }

    /** Indented, for files that people open. */
    public static String indented(@Nullable Object value) {
        return write(INDENTED, value);
    }

    /**
     * The object in this text.
     *
     * @throws JsonProcessingException when the text is not one JSON object
     */
    public static Map<String, @Nullable Object> object(String text) throws JsonProcessingException {
        Map<String, @Nullable Object> object = MAPPER.readValue(text, OBJECT);
        return object == null ? Map.of() : object;
    }

    /** The member as text, or an empty string when it is missing or not text. */
    static String text(Map<?, ?> object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }

    /** The member as an integer, or null when it is missing or not a number. */
    static @Nullable Long integer(Map<?, ?> object, String name) {
        return object.get(name) instanceof Number number ? (Long) number.longValue() : null;
    }

    /** The member as a list, or an empty one when it is missing or not a list. */
    static List<?> list(Map<?, ?> object, String name) {
        return object.get(name) instanceof List<?> list ? list : List.of();
    }

    /** The member as a list of the texts in it. */
    static List<String> texts(Map<?, ?> object, String name) {
        return list(object, name).stream().map(String::valueOf).toList();
    }

    /** The member as an object, or an empty one when it is missing or not an object. */
    @SuppressWarnings("unchecked") // objects read by Jackson have String keys
    static Map<String, @Nullable Object> member(Map<?, ?> object, String name) {
        return object.get(name) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    /** The member as a list of the objects in it. */
    @SuppressWarnings("unchecked") // objects read by Jackson have String keys
    static List<Map<String, @Nullable Object>> objects(Map<?, ?> object, String name) {
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        for (Object entry : list(object, name)) {
            if (entry instanceof Map<?, ?> map) {
                objects.add((Map<String, @Nullable Object>) map);
            }
        }
        return objects;
    }

    private static String write(ObjectMapper mapper, @Nullable Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a value that JSON does not know: " + e.getOriginalMessage(), e);
        }
    }
}
