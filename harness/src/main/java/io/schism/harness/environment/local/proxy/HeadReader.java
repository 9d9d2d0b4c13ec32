package io.schism.harness.environment.local.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a request to a forward proxy and hands the connection on. Nothing counts for a link before it is known which one it is.
 * Used on the loop only.
 */
final class HeadReader {
    private static final int LIMIT = 32 * 1024;
    private static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";

    private final EventLoop loop;
    private final Endpoint near;
    private final Function<String, @Nullable Destination> names;
    private byte[] head = new byte[1024];
    private int count;

    /** Where a name leads, and over which links. */
    record Destination(LinkState forward, LinkState backward, InetSocketAddress address) {}

    HeadReader(EventLoop loop, Endpoint near, Function<String, @Nullable Destination> names) {
        this.loop = loop;
        this.near = near;
        this.names = names;
    }

    void start() {
        near.handler(this::ready);
        near.want(SelectionKey.OP_READ, true);
    }

    private void ready(SelectionKey key) {
        ByteBuffer bytes = loop.scratch();
        bytes.limit(LIMIT - count);
        try {
            if (near.channel().read(bytes) < 0) {
                near.close();
                return;
            }
        } catch (IOException e) {
            near.close();
            return;
        }
        bytes.flip();
        if (count + bytes.remaining() > head.length) {
            head = Arrays.copyOf(head, Math.min(LIMIT, 2 * (count + bytes.remaining())));
        }
        int fresh = bytes.remaining();
        bytes.get(head, count, fresh);
        count += fresh;
        int length = RequestHead.length(head, count);
        if (length < 0) {
            if (count == LIMIT) {
                refuse("431 Request Header Fields Too Large", "more than " + LIMIT + " bytes of header");
            }
            return;
        }
        try {
            route(RequestHead.parse(head, length), length);
        } catch (RequestHead.MalformedException e) {
            refuse("400 Bad Request", String.valueOf(e.getMessage()));
        }
    }

    private void route(RequestHead request, int length) {
        Destination destination = names.apply(request.authority());
        if (destination == null) {
            refuse("502 Bad Gateway", request.authority() + " is no node of this cluster");
            return;
        }
        String body = new String(head, length, count - length, StandardCharsets.ISO_8859_1);
        Route route = new Route(
                destination.forward(),
                destination.backward(),
                destination.address(),
                request.rewritten() + body,
                request.tunnel() ? ESTABLISHED : "");
        new Connection(loop, near, route).start();
    }

    private void refuse(String status, String reason) {
        String answer = "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: "
                + (reason.length() + 1) + "\r\n\r\n" + reason + "\n";
        try {
            // A few hundred bytes into the empty buffer of a new socket: it takes them all or the dialler is gone.
            near.channel().write(Route.bytes(answer));
            near.channel().shutdownOutput();
        } catch (IOException e) {
            near.reset();
            return;
        }
        // Closing with bytes unread would send a reset after the answer, which then might never be read.
        near.handler(this::drain);
    }

    private void drain(SelectionKey key) {
        try {
            if (near.channel().read(loop.scratch()) < 0) {
                near.close();
            }
        } catch (IOException e) {
            near.close();
        }
    }
}
