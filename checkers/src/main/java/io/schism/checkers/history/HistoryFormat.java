package io.schism.checkers.history;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** JSON or EDN, told by the first bytes, and by the name where these could be both. */
enum HistoryFormat {
    JSON,
    EDN;

    private static final int PEEK = 4096;

    /** Looks at the stream, which must support marks, and leaves it where it was. */
    static HistoryFormat of(String name, InputStream in) throws IOException {
        in.mark(PEEK);
        byte[] head = in.readNBytes(PEEK);
        in.reset();
        int depth = 0;
        for (int i = 0; i < head.length; i++) {
            char character = (char) (head[i] & 0xff);
            if (character == '[' || character == '{') {
                depth++;
            } else if (character == ';' || character == '#' || character == '(' || (depth > 0 && character == ':')) {
                return EDN;
            } else if (character == '"') {
                return JSON;
            } else if (!Character.isWhitespace(character)) {
                break;
            }
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".edn") || lower.endsWith(".edn.gz") ? EDN : JSON;
    }
}
