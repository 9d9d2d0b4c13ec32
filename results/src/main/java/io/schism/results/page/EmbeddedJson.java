package io.schism.results.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** JSON that can stand inside a {@code <script>} element whatever text is in it. */
final class EmbeddedJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EmbeddedJson() {}

    /**
     * In JSON a {@code <} can only stand inside a string, so replacing every one by its escape keeps the meaning, and neither
     * {@code </script>} nor {@code <!--} is left for the HTML parser to find.
     */
    static String of(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value)
                    .replace("<", "\\u003c")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a value that JSON does not know: " + e.getOriginalMessage(), e);
        }
    }
}
