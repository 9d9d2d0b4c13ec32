package io.schism.harness.environment.local.proxy;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A dialling party (near), the dialled one (far), and a pipe each way. The far side is dialled only when both links let a handshake through:
 * until then the near side meets silence, as with a SYN that nobody answers, although the kernel has accepted it. When the far side refuses,
 * the near side is reset, and not one of its bytes has gone anywhere. Used on the loop only.
 */
final class Connection {
    private final EventLoop loop;
    private final Route route;
    private final Endpoint near;
    private final Pipe outbound;
    private @Nullable Endpoint far;
    private @Nullable Pipe inbound;
    private @Nullable Long dialAt;
    private boolean closed;

    Connection(EventLoop loop, Endpoint near, Route route) {
        this.loop = loop;
        this.route = route;
        this.near = near;
        this.outbound = new Pipe(this, loop, route.forward(), near);
    }

    /** Begins to dial. */
    void start() {
        near.handler(this::nearReady);
        route.forward().join(this);
        route.backward().join(this);
        route.forward().arrived(LinkState.SYN_BYTES);
        if (!route.forward().dropped()) {
            route.backward().arrived(LinkState.SYN_BYTES);
        }
        if (!route.first().isEmpty()) {
            outbound.prepend(Route.bytes(route.first()));
        }
        outbound.flush();
        dial();
    }

    /** Bytes held back, and an attempt not yet made, on this link. */
    long pendingOn(LinkState link) {
        if (inbound == null) {
            return LinkState.SYN_BYTES + (link == route.forward() ? outbound.held() : 0);
        }
        return link == route.forward() ? outbound.held() : inbound.held();
    }

    /** Something about a link has changed. */
    void resume() {
        if (inbound == null) {
            dial();
            return;
        }
        outbound.flush();
        if (!closed) {
            inbound.flush();
        }
    }

    /** A delay of this link was taken away. */
    void hurry(LinkState link) {
        dialAt = null;
        if (link == route.forward()) {
            outbound.hurry();
        }
        if (link == route.backward() && inbound != null) {
            inbound.hurry();
        }
    }

    private void dial() {
        if (closed
                || far != null
                || route.forward().dropped()
                || route.backward().dropped()) {
            return;
        }
        if (route.forward().refusing() || route.backward().refusing()) {
            reset();
            return;
        }
        long now = System.nanoTime();
        if (dialAt == null) {
            dialAt = now + route.forward().lagNanos() + route.backward().lagNanos();
        }
        if (dialAt - now > 0) {
            loop.at(dialAt, this::dial);
            return;
        }
        try {
            SocketChannel channel = SocketChannel.open();
            far = new Endpoint(channel, loop, this::farReady);
            if (channel.connect(route.target())) {
                open(far);
                return;
            }
            far.want(SelectionKey.OP_CONNECT, true);
        } catch (IOException e) {
            reset();
        }
    }

    private void open(Endpoint reached) {
        reached.want(SelectionKey.OP_CONNECT, false);
        inbound = new Pipe(this, loop, route.backward(), reached);
        if (!route.greeting().isEmpty()) {
            inbound.prepend(Route.bytes(route.greeting()));
        }
        inbound.open(near);
        outbound.open(reached);
    }

    private void nearReady(SelectionKey key) {
        if (key.isReadable()) {
            outbound.readable();
            if (inbound == null && outbound.ended()) {
                // Given up while nobody had answered: a SYN that is not sent again. Dialling now would bring a request
                // from the past.
                close();
            }
        }
        if (!closed && key.isValid() && key.isWritable() && inbound != null) {
            inbound.flush();
        }
    }

    private void farReady(SelectionKey key) {
        Endpoint reached = far;
        if (reached == null) {
            return;
        }
        if (key.isConnectable()) {
            try {
                if (reached.channel().finishConnect()) {
                    open(reached);
                }
            } catch (IOException e) {
                reset();
            }
            return;
        }
        if (key.isReadable() && inbound != null) {
            inbound.readable();
        }
        if (!closed && key.isValid() && key.isWritable()) {
            outbound.flush();
        }
    }

    /** The destination of this pipe is gone, which its source must learn over the other direction. */
    void broken(Pipe pipe) {
        if (closed || inbound == null) {
            return;
        }
        Pipe other = pipe == outbound ? inbound : outbound;
        other.fail();
        pipeFinished();
    }

    void pipeFinished() {
        if (!closed && inbound != null && outbound.finished() && inbound.finished()) {
            close();
        }
    }

    /** Resets both ends. */
    void reset() {
        if (closed) {
            return;
        }
        forget();
        near.reset();
        if (far != null) {
            far.reset();
        }
    }

    private void close() {
        forget();
        near.close();
        if (far != null) {
            far.close();
        }
    }

    private void forget() {
        closed = true;
        route.forward().leave(this);
        route.backward().leave(this);
    }
}
