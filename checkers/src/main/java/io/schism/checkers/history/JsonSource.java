package io.schism.checkers.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operations as JSON objects: one after another ({@code .jsonl}), or in one array (elle-cli). */
final class JsonSource implements OperationSource {
    private static final JsonFactory JSON = JsonFactory.builder()
            // The names in a history's maps are its keys; interning them would fill the JVM's table for good.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private final String name;
    private final HistoryOptions options;
    private final TailTracker in;
    private final JsonParser parser;
    private final JsonValues values = new JsonValues();
    private final OperationFields fields;
    private boolean begun;
    private boolean inArray;
    private boolean ended;
    private long position;
    private @Nullable String dropped;

    JsonSource(String name, InputStream in, HistoryOptions options) throws IOException {
        this.name = name;
        this.options = options;
        this.in = new TailTracker(in);
        this.parser = JSON.createParser(this.in);
        this.fields = new OperationFields(options.independentTuples());
    }

    @Override
    public Optional<String> dropped() {
        return Optional.ofNullable(dropped);
    }

    @Override
    public @Nullable Operation next() throws IOException {
        if (ended) {
            return null;
        }
        JsonLocation start = parser.currentLocation();
        try {
            JsonToken token = firstToken();
            if (token == null) {
                return null;
            }
            start = parser.currentTokenLocation();
            if (token != JsonToken.START_OBJECT) {
                throw new MalformedHistoryException("an operation is expected, an object such as {\"process\": 0, "
                        + "\"type\": \"invoke\", \"f\": \"read\"}, not " + token.asString());
            }
            return operation();
        } catch (JsonProcessingException e) {
            return malformed(start, e);
        } catch (MalformedHistoryException e) {
            throw MalformedHistoryException.at(name, start.getLineNr(), start.getColumnNr(), e.getMessage());
        }
    }

    private @Nullable JsonToken firstToken() throws IOException {
        JsonToken token = parser.nextToken();
        if (!begun) {
            begun = true;
            if (token == JsonToken.START_ARRAY) {
                inArray = true;
                token = parser.nextToken();
            }
        }
        if (inArray && token == JsonToken.END_ARRAY) {
            JsonToken after = parser.nextToken();
            if (after != null) {
                throw new MalformedHistoryException("something follows the array of operations; remove it");
            }
            token = null;
        }
        ended = token == null;
        return token;
    }

    private Operation operation() throws IOException {
        fields.clear();
        String field = parser.nextFieldName();
        while (field != null) {
            parser.nextToken();
            fields.set(field, values.read(parser));
            field = parser.nextFieldName();
        }
        return fields.operation(position++);
    }

    /** Ends the reading when the complaint lies in a last line without newline and the options allow that; throws otherwise. */
    private @Nullable Operation malformed(JsonLocation start, JsonProcessingException e) throws IOException {
        long lastLine = in.drain();
        boolean torn = !inArray && lastLine < in.length() && start.getByteOffset() >= lastLine;
        if (torn && options.tolerateTornEnd()) {
            ended = true;
            dropped = (in.length() - lastLine) + " bytes of an operation whose writing was cut off, in line "
                    + start.getLineNr();
            return null;
        }
        JsonLocation location = e.getLocation() == null ? start : e.getLocation();
        String mend = torn
                ? "; the last line has no end, its writer was probably killed: remove it, or read a whole run directory"
                : "; each operation is one JSON object";
        throw MalformedHistoryException.at(
                name, location.getLineNr(), location.getColumnNr(), sentence(e.getOriginalMessage()) + mend);
    }

    /** Jackson's complaint without its second and further lines. */
    private static String sentence(String complaint) {
        int end = complaint.indexOf('\n');
        return "not JSON: " + (end < 0 ? complaint : complaint.substring(0, end));
    }
}
