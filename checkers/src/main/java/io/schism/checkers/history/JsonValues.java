package io.schism.checkers.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes the values a history can hold: null, Boolean, Long, Double, String, List, Map. Reading keeps an interner, so it is for one thread. */
final class JsonValues {
    private final Interner interner = new Interner();

    /** The value that begins at the parser's current token; afterwards the parser stands on its last token. */
    @Nullable Object read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_STRING ->
                interner.string(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            case START_ARRAY -> list(parser);
            case START_OBJECT -> map(parser);
            default -> throw new MalformedHistoryException("a value is expected, not " + token.asString());
        };
    }

    private Long integer(JsonParser parser) throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new MalformedHistoryException(
                    "the integer " + parser.getText() + " does not fit into 64 bits; write it as a string");
        }
        return interner.integer(parser.getLongValue());
    }

    private List<@Nullable Object> list(JsonParser parser) throws IOException {
        @Nullable Object[] elements = new @Nullable Object[4];
        int size = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (size == elements.length) {
                elements = Arrays.copyOf(elements, size * 2);
            }
            elements[size++] = read(parser);
        }
        return new FixedList(size == elements.length ? elements : Arrays.copyOf(elements, size));
    }

    private Map<String, @Nullable Object> map(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = interner.string(parser.currentName());
            parser.nextToken();
            Object value = read(parser);
            if (map.containsKey(name)) {
                throw new MalformedHistoryException("the map has the key " + name + " twice; keep one of them");
            }
            map.put(name, value);
        }
        return Collections.unmodifiableMap(map);
    }

    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException when the value, or one in it, is none that a history can hold
     */
    static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof Long number) {
            generator.writeNumber(number.longValue());
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (int i = 0; i < list.size(); i++) {
                write(generator, list.get(i));
            }
            generator.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName(name(entry.getKey()));
                write(generator, entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof Boolean bool) {
            generator.writeBoolean(bool);
        } else if (value instanceof Double number && !number.isNaN() && !number.isInfinite()) {
            generator.writeNumber(number.doubleValue());
        } else {
            throw new IllegalArgumentException(
                    "value " + value + " (" + value.getClass().getSimpleName()
                            + ") cannot be written into a history; use null, Boolean, Long, finite Double, String, List or Map");
        }
    }

    private static String name(@Nullable Object key) {
        if (key instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("map key " + key + " cannot be written into a history; use a String");
    }
}
