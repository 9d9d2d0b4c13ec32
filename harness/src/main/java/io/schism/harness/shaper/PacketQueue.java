package io.schism.harness.shaper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's packet queue, and a raw socket for what it cannot do: send a packet a second time. Both mark what they let pass, so that no
 * rule queues it again. One thread takes; several may accept and send.
 */
final class PacketQueue {
    private static final int ROOM = 16_384;
    private static final int RECEIVE_BUFFER = 8 << 20;
    private static final int LARGEST_MESSAGE = 1 << 17;

    private static final int AF_INET = 2;
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW = 3;
    private static final int NETLINK_NETFILTER = 12;
    private static final int IPPROTO_RAW = 255;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SO_MARK = 36;
    private static final int SOL_NETLINK = 270;
    private static final int NETLINK_NO_ENOBUFS = 5;
    private static final int EINTR = 4;

    private final SystemCalls calls;
    private final int queue;
    private final int mark;
    private final int netlink;
    private final int raw;
    private final byte[] received = new byte[LARGEST_MESSAGE];

    private PacketQueue(SystemCalls calls, int queue, int mark) throws IOException {
        this.calls = calls;
        this.queue = queue;
        this.mark = mark;
        netlink = opened(AF_NETLINK, NETLINK_NETFILTER);
        raw = opened(AF_INET, IPPROTO_RAW);
        // A burst beyond the buffer would be lost in silence, and lost packets are another fault.
        try {
            set(netlink, SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER);
        } catch (IOException e) {
            throw new IOException(
                    "a container of a rootless engine may not have so large a buffer, and would lose packets", e);
        }
        set(netlink, SOL_NETLINK, NETLINK_NO_ENOBUFS, 1);
        set(raw, SOL_SOCKET, SO_MARK, mark);
        for (byte[] request :
                List.of(QueueMessages.bind(queue), QueueMessages.copyWhole(queue), QueueMessages.room(queue, ROOM))) {
            agreed(request);
        }
    }

    /**
     * Becomes the one who gets the packets of a queue.
     *
     * @param mark what is let pass carries this mark
     * @throws IOException when the kernel does not allow it
     */
    static PacketQueue open(int queue, int mark) throws IOException {
        return new PacketQueue(LibraryLoader.create(SystemCalls.class).load("c"), queue, mark);
    }

    /** The next packets; waits for one. */
    List<QueuedPacket> take() throws IOException {
        long length = calls.recv(netlink, received, received.length, 0);
        if (length >= 0) {
            return QueueMessages.packets(received, (int) length);
        }
        if (lastError() == EINTR) {
            return List.of();
        }
        throw failed("receive from the packet queue");
    }

    /** Lets a packet go on, with other bytes where some are given. A packet that is gone already is none of our business. */
    void accept(int packet, byte @Nullable [] bytes) {
        byte[] verdict = QueueMessages.accept(queue, packet, mark, bytes);
        calls.send(netlink, verdict, verdict.length, 0);
    }

    /** Lets a packet go no further. */
    void drop(int packet) {
        byte[] verdict = QueueMessages.drop(queue, packet);
        calls.send(netlink, verdict, verdict.length, 0);
    }

    /** Sends a packet to where it says it wants to go, this machine included; the queue does not see it. */
    void send(QueuedPacket packet) {
        byte[] to = ByteBuffer.allocate(16)
                .order(ByteOrder.nativeOrder())
                .putShort((short) AF_INET)
                .putShort((short) 0)
                .put(Arrays.copyOfRange(packet.bytes(), 16, 20))
                .array();
        calls.sendto(raw, packet.bytes(), packet.bytes().length, 0, to, to.length);
    }

    private void agreed(byte[] request) throws IOException {
        if (calls.send(netlink, request, request.length, 0) < 0) {
            throw failed("talk to the packet queue");
        }
        long length = calls.recv(netlink, received, received.length, 0);
        int error = length < 0 ? lastError() : QueueMessages.answer(received, (int) length);
        if (error != 0) {
            throw new IOException("the kernel does not lend its packet queue " + queue + " (error " + error + ")");
        }
    }

    private int opened(int family, int protocol) throws IOException {
        int socket = calls.socket(family, SOCK_RAW, protocol);
        if (socket < 0) {
            throw failed("open a raw socket of family " + family);
        }
        return socket;
    }

    private void set(int socket, int level, int option, int value) throws IOException {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(value)
                .array();
        if (calls.setsockopt(socket, level, option, bytes, bytes.length) < 0) {
            throw failed("set option " + option + " of a socket");
        }
    }

    private IOException failed(String deed) {
        return new IOException("cannot " + deed + " (error " + lastError() + ")");
    }

    private int lastError() {
        return LastError.getLastError(Runtime.getRuntime(calls));
    }
}
