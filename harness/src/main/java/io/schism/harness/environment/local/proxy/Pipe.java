package io.schism.harness.environment.local.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection: reads from the source, keeps what the link holds back, delivers the rest in order. The end of the stream
 * and a reset travel through the same queue as the bytes, so a silent link hides them too. Used on the loop only.
 *
 * <p>A full queue stops the reading, the kernel's buffers fill, and the sender blocks as it would before a full TCP window: what a
 * partition can hold is bounded by {@value #CAPACITY} bytes a pipe.
 */
final class Pipe {
    static final int CAPACITY = 512 * 1024;
    /** What a queued piece costs beyond its bytes, so that a million one-byte pieces do not count as a megabyte. */
    private static final int PIECE_OVERHEAD = 96;

    private enum Kind {
        DATA,
        END,
        RESET
    }

    private static final class Piece {
        final Kind kind;
        final ByteBuffer bytes;
        long releaseAt;

        Piece(Kind kind, ByteBuffer bytes, long releaseAt) {
            this.kind = kind;
            this.bytes = bytes;
            this.releaseAt = releaseAt;
        }
    }

    private final Connection connection;
    private final EventLoop loop;
    private final LinkState link;
    private final Endpoint source;
    private @Nullable Endpoint destination;
    private final Queue<Piece> queue = new ArrayDeque<>();
    private int queued;
    private long lastRelease = System.nanoTime();
    private boolean ended;
    private boolean finished;
    private @Nullable Long wakeAt;

    Pipe(Connection connection, EventLoop loop, LinkState link, Endpoint source) {
        this.connection = connection;
        this.loop = loop;
        this.link = link;
        this.source = source;
    }

    LinkState link() {
        return link;
    }

    /** Bytes held back now. */
    long held() {
        long sum = 0;
        for (Piece piece : queue) {
            sum += piece.bytes.remaining();
        }
        return sum;
    }

    /** Whether the source has said all it will say. */
    boolean ended() {
        return ended;
    }

    /** Whether the end has been delivered, too. */
    boolean finished() {
        return finished;
    }

    /** Puts bytes before everything that is read later; they count as having arrived over the link. */
    void prepend(ByteBuffer bytes) {
        accept(bytes);
    }

    /** From now on what is queued has somewhere to go. */
    void open(Endpoint towards) {
        destination = towards;
        flush();
    }

    void readable() {
        if (ended || full()) {
            source.want(SelectionKey.OP_READ, false);
            return;
        }
        ByteBuffer bytes = loop.scratch();
        int count;
        try {
            count = source.channel().read(bytes);
        } catch (IOException e) {
            fail();
            return;
        }
        if (count < 0) {
            end(Kind.END);
            return;
        }
        bytes.flip();
        accept(bytes);
    }

    /** The source is broken: a reset is on its way. */
    void fail() {
        if (!ended) {
            end(Kind.RESET);
        }
    }

    private void end(Kind kind) {
        ended = true;
        source.want(SelectionKey.OP_READ, false);
        enqueue(new Piece(kind, ByteBuffer.allocate(0), nextRelease()));
        flush();
    }

    private void accept(ByteBuffer bytes) {
        link.arrived(bytes.remaining());
        if (queue.isEmpty() && link.clear() && destination != null && !writeTo(destination, bytes)) {
            return;
        }
        if (bytes.hasRemaining()) {
            ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
            enqueue(new Piece(Kind.DATA, copy, nextRelease()));
            flush();
        }
    }

    private long nextRelease() {
        if (link.clear() && queue.isEmpty()) {
            return lastRelease;
        }
        long now = System.nanoTime();
        long release = now + link.lagNanos();
        // TCP keeps the order: what drew a shorter delay than the piece before it waits for that.
        lastRelease = release - lastRelease > 0 ? release : lastRelease;
        return lastRelease;
    }

    private void enqueue(Piece piece) {
        queue.add(piece);
        queued += piece.bytes.remaining() + PIECE_OVERHEAD;
    }

    private boolean full() {
        return queued >= CAPACITY;
    }

    /** Delivers what may be delivered now. */
    void flush() {
        if (destination == null || finished) {
            updateReading();
            return;
        }
        destination.want(SelectionKey.OP_WRITE, false);
        for (Piece head = queue.peek(); head != null; head = queue.peek()) {
            long now = System.nanoTime();
            if (link.dropped()) {
                break;
            }
            if (head.releaseAt - now > 0) {
                wake(head.releaseAt);
                break;
            }
            if (head.kind == Kind.RESET) {
                connection.reset();
                return;
            }
            if (head.kind == Kind.END) {
                deliverEnd(destination);
                return;
            }
            int allowance = link.allowance(now);
            if (allowance == 0) {
                wake(link.nextAllowance(now));
                break;
            }
            int offered = Math.min(allowance, head.bytes.remaining());
            int written = deliver(destination, head, offered, now);
            if (written < 0) {
                return;
            }
            if (written < offered) {
                destination.want(SelectionKey.OP_WRITE, true);
                break;
            }
            if (head.bytes.hasRemaining()) {
                continue;
            }
            queue.remove();
            queued -= PIECE_OVERHEAD;
        }
        updateReading();
    }

    /** Writes up to so many bytes of the piece; answers how many, or -1 when the destination is broken. */
    private int deliver(Endpoint towards, Piece piece, int offered, long now) {
        int start = piece.bytes.position();
        int limit = piece.bytes.limit();
        piece.bytes.limit(start + offered);
        boolean alive = writeTo(towards, piece.bytes);
        piece.bytes.limit(limit);
        if (!alive) {
            return -1;
        }
        int written = piece.bytes.position() - start;
        queued -= written;
        link.spent(written, now);
        return written;
    }

    /** False when the destination is broken: what cannot be delivered is gone, and the break travels back over the other direction. */
    private boolean writeTo(Endpoint towards, ByteBuffer bytes) {
        try {
            towards.channel().write(bytes);
            return true;
        } catch (IOException e) {
            queue.clear();
            queued = 0;
            ended = true;
            finished = true;
            source.want(SelectionKey.OP_READ, false);
            connection.broken(this);
            return false;
        }
    }

    private void deliverEnd(Endpoint towards) {
        queue.clear();
        finished = true;
        try {
            towards.channel().shutdownOutput();
        } catch (IOException e) {
            connection.broken(this);
        }
        connection.pipeFinished();
    }

    private void wake(long time) {
        if (wakeAt != null && wakeAt - time <= 0) {
            return;
        }
        wakeAt = time;
        loop.at(time, () -> {
            if (wakeAt != null && wakeAt == time) {
                wakeAt = null;
                flush();
            }
        });
    }

    /** A delay was taken away: nothing waits longer than the delays that are left can make it. */
    void hurry() {
        long latest = System.nanoTime() + link.lagNanos();
        for (Piece piece : queue) {
            piece.releaseAt = piece.releaseAt - latest > 0 ? latest : piece.releaseAt;
        }
        lastRelease = lastRelease - latest > 0 ? latest : lastRelease;
    }

    private void updateReading() {
        source.want(SelectionKey.OP_READ, !ended && !full());
    }
}
