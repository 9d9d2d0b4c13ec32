package io.schism.checkers.history;

import java.io.IOException;
import java.io.Reader;
import us.bpsm.edn.parser.Parseable;

/** Characters with the line and column they stand in, both from 1, for edn-java's parser. For one thread. */
final class EdnInput implements Parseable {
    private final Reader reader;
    private int unread = END_OF_INPUT;
    private long line = 1;
    private long column = 1;
    private long columnBefore = 1;

    /** Takes a reader that buffers. */
    EdnInput(Reader reader) {
        this.reader = reader;
    }

    long line() {
        return line;
    }

    long column() {
        return column;
    }

    @Override
    public int read() throws IOException {
        int character = unread;
        unread = END_OF_INPUT;
        if (character == END_OF_INPUT) {
            character = reader.read();
            if (character < 0) {
                return END_OF_INPUT;
            }
        }
        columnBefore = column;
        if (character == '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
        return character;
    }

    @Override
    public void unread(int character) {
        if (character == END_OF_INPUT) {
            return;
        }
        unread = character;
        if (character == '\n') {
            line--;
        }
        column = columnBefore;
    }

    /** Skips white space, commas and comments; the character after them, which stays to be read, or {@link #END_OF_INPUT}. */
    int peek() throws IOException {
        while (true) {
            int character = read();
            if (character == ';') {
                while (character != '\n' && character != END_OF_INPUT) {
                    character = read();
                }
            }
            if (character == END_OF_INPUT) {
                return END_OF_INPUT;
            }
            if (character != ',' && !Character.isWhitespace(character)) {
                unread(character);
                return character;
            }
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
