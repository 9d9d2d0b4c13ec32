package io.schism.checkers.linear;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The peers' recorded histories with known verdicts, where they lie beside the repository. */
final class Corpus {
    static final Path FOLDER = Path.of("..", "..", "shared", "corpus");

    private Corpus() {}

    /** One row of the index. */
    record Row(Path file, String model, @Nullable Object initial, String expected, boolean nullReadIsAny) {}

    /** All rows on linearizability; the test is skipped when the corpus is not there. */
    static List<Row> rows() throws IOException {
        assumeThat(FOLDER.resolve("index.json"))
                .as("the corpus lies beside the repository")
                .exists();
        List<Row> rows = new ArrayList<>();
        try (JsonParser parser =
                new JsonFactory().createParser(FOLDER.resolve("index.json").toFile())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<?, ?> row = (Map<?, ?>) value(parser);
                if (row.get("expected") instanceof String expected) {
                    rows.add(new Row(
                            FOLDER.resolve((String) row.get("file")),
                            (String) row.get("model"),
                            row.get("initial"),
                            expected,
                            String.valueOf(row.get("null_ok_read")).startsWith("unknown value")));
                }
            }
        }
        return rows;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new HashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                return map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                return list;
            }
            case VALUE_STRING -> {
                return parser.getText();
            }
            case VALUE_NUMBER_INT -> {
                return parser.getLongValue();
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return parser.getBooleanValue();
            }
            default -> {
                return null;
            }
        }
    }
}
