package io.schism.harness.environment.local.proxy;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One socket of a connection, with what it waits for. Used on the loop only. */
final class Endpoint {
    private final SocketChannel channel;
    private final SelectionKey key;

    Endpoint(SocketChannel channel, EventLoop loop, EventLoop.Handler handler) throws IOException {
        this.channel = channel;
        this.key = loop.register(channel, 0, handler);
        // A proxy that waits to fill segments would add up to 40 ms to every request of a protocol made of small
        // messages.
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    SocketChannel channel() {
        return channel;
    }

    /** Somebody else takes over. */
    void handler(EventLoop.Handler handler) {
        key.attach(handler);
    }

    void want(int operation, boolean wanted) {
        if (!key.isValid()) {
            return;
        }
        int before = key.interestOps();
        int after = wanted ? before | operation : before & ~operation;
        if (after != before) {
            key.interestOps(after);
        }
    }

    /** Orderly. */
    void close() {
        EventLoop.closeQuietly(channel);
    }

    /** Abortive: the other side sees a reset. */
    void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // The socket is already closed or gone; closing it is all that is left.
        }
        close();
    }
}
