package io.schism.harness.environment.docker.pod;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What a shell reads: lines from any thread, the end when it is closed. Not a {@link java.io.PipedInputStream}, which calls its pipe broken
 * as soon as the thread that wrote last has ended. Safe for several writers and one reader.
 */
final class CommandStream extends InputStream {
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> pending = new LinkedBlockingQueue<>();
    private byte[] current = END;
    private int position;
    private boolean ended;

    void send(String text) {
        pending.add(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int read() throws InterruptedIOException {
        return awaited() ? Byte.toUnsignedInt(current[position++]) : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws InterruptedIOException {
        if (!awaited()) {
            return -1;
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return current.length - position;
    }

    private boolean awaited() throws InterruptedIOException {
        while (!ended && position == current.length) {
            try {
                current = pending.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for a command");
            }
            position = 0;
            ended = current == END;
        }
        return !ended;
    }

    @Override
    public void close() {
        pending.add(END);
    }
}
