package io.schism.checkers.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One operation as a JSON object: {@code index}, {@code time} unless it is -1, {@code process} (a number or {@code "nemesis"}),
 * {@code type}, {@code f}, {@code key} and {@code error} unless they are null, {@code value}. What {@link HistoryReader} reads back is equal
 * to what was written. Stateless.
 */
public final class OperationJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final SerializableString INDEX = new SerializedString("index");
    private static final SerializableString TIME = new SerializedString("time");
    private static final SerializableString PROCESS = new SerializedString("process");
    private static final SerializableString NEMESIS = new SerializedString("nemesis");
    private static final SerializableString TYPE = new SerializedString("type");
    private static final SerializableString F = new SerializedString("f");
    private static final SerializableString KEY = new SerializedString("key");
    private static final SerializableString VALUE = new SerializedString("value");
    private static final SerializableString ERROR = new SerializedString("error");

    private OperationJson() {}

    /**
     * Writes the operation as one object.
     *
     * @throws IllegalArgumentException when key, value or error hold what a history cannot, such as an Integer
     */
    public static void write(JsonGenerator generator, Operation operation) throws IOException {
        generator.writeStartObject();
        generator.writeFieldName(INDEX);
        generator.writeNumber(operation.index());
        if (operation.time() >= 0) {
            generator.writeFieldName(TIME);
            generator.writeNumber(operation.time());
        }
        generator.writeFieldName(PROCESS);
        if (operation.ofClient()) {
            generator.writeNumber(operation.process());
        } else {
            generator.writeString(NEMESIS);
        }
        generator.writeFieldName(TYPE);
        generator.writeString(operation.type().word());
        generator.writeFieldName(F);
        generator.writeString(operation.f());
        if (operation.key() != null) {
            generator.writeFieldName(KEY);
            JsonValues.write(generator, operation.key());
        }
        generator.writeFieldName(VALUE);
        JsonValues.write(generator, operation.value());
        if (operation.error() != null) {
            generator.writeFieldName(ERROR);
            JsonValues.write(generator, operation.error());
        }
        generator.writeEndObject();
    }

    /**
     * Writes a value of a history (or of a checker's details): null, Boolean, Long, finite Double, String, List or Map with String keys.
     *
     * @throws IllegalArgumentException when the value, or one in it, is none of these
     */
    public static void writeValue(JsonGenerator generator, @Nullable Object value) throws IOException {
        JsonValues.write(generator, value);
    }

    /**
     * Reads one value from JSON text.
     *
     * @throws MalformedHistoryException when the text is not one JSON value, or an integer does not fit into 64 bits
     */
    public static @Nullable Object readValue(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new MalformedHistoryException("nothing is not JSON; write null for no value");
            }
            Object value = new JsonValues().read(parser);
            if (parser.nextToken() != null) {
                throw new MalformedHistoryException("'" + text + "' is more than one JSON value; give one");
            }
            return value;
        } catch (IOException e) {
            throw new MalformedHistoryException("'" + text + "' is not JSON; a string needs its quotes: \"free\"");
        }
    }
}
