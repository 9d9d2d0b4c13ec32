package io.schism.checkers.history;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Remembers where the last line of a stream begins, to tell a torn last line from a malformed one in the middle. For one thread. */
final class TailTracker extends FilterInputStream {
    private static final int CHUNK = 1 << 16;

    private long read;
    private long lastLineStart;

    TailTracker(InputStream in) {
        super(in);
    }

    /** Reads the rest; where the last line begins, in bytes from the start. Equal to {@link #length} when the last line ends in a newline. */
    long drain() throws IOException {
        byte[] rest = new byte[CHUNK];
        int count = read(rest, 0, rest.length);
        while (count >= 0) {
            count = read(rest, 0, rest.length);
        }
        return lastLineStart;
    }

    /** Bytes read so far. */
    long length() {
        return read;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            read++;
            if (one == '\n') {
                lastLineStart = read;
            }
        }
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        for (int i = offset + count - 1; i >= offset; i--) {
            if (buffer[i] == '\n') {
                lastLineStart = read + (i - offset) + 1;
                break;
            }
        }
        read += Math.max(count, 0);
        return count;
    }
}
