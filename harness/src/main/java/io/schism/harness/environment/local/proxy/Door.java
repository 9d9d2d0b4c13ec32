package io.schism.harness.environment.local.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A listening port that can be shut, so that the kernel itself refuses, and opened again. Used on the loop only. */
final class Door {
    private static final int BACKLOG = 1024;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final EventLoop loop;
    private final InetSocketAddress address;
    private final Consumer<Endpoint> visitor;
    private @Nullable ServerSocketChannel channel;

    Door(EventLoop loop, InetSocketAddress address, Consumer<Endpoint> visitor) {
        this.loop = loop;
        this.address = address;
        this.visitor = visitor;
    }

    void open() throws IOException {
        if (channel != null) {
            return;
        }
        ServerSocketChannel opened = ServerSocketChannel.open();
        try {
            opened.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            opened.bind(address, BACKLOG);
            loop.register(opened, SelectionKey.OP_ACCEPT, this::accept);
        } catch (IOException e) {
            EventLoop.closeQuietly(opened);
            throw e;
        }
        channel = opened;
    }

    void shut() {
        if (channel != null) {
            loop.closeNow(channel);
            channel = null;
        }
    }

    private void accept(SelectionKey key) {
        ServerSocketChannel listening = channel;
        if (listening == null) {
            return;
        }
        try {
            for (SocketChannel accepted = listening.accept(); accepted != null; accepted = listening.accept()) {
                visitor.accept(new Endpoint(accepted, loop, unused -> {}));
            }
        } catch (IOException e) {
            // Out of file descriptors, mostly: the attempt stays in the kernel's queue, and trying at once would only
            // spin.
            key.interestOps(0);
            loop.at(System.nanoTime() + PAUSE_NANOS, () -> {
                if (key.isValid()) {
                    key.interestOps(SelectionKey.OP_ACCEPT);
                }
            });
        }
    }
}
