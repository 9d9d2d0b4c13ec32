package io.schism.harness.shaper;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of the kernel's packet queue as {@code linux/netfilter/nfnetlink_queue.h} lays them out: lengths and types in the order of
 * the machine, everything that is about packets in the order of the network. Stateless.
 */
final class QueueMessages {
    private static final int HEADER = 20;
    private static final int ATTRIBUTE_HEADER = 4;
    private static final int SUBSYSTEM = 3 << 8;

    private static final int PACKET = 0;
    private static final int VERDICT = 1;
    private static final int CONFIGURE = 2;
    private static final int ERROR = 2;

    private static final int REQUEST = 1;
    private static final int REQUEST_AND_ACKNOWLEDGE = 5;

    private static final byte BIND = 1;
    private static final byte WHOLE_PACKETS = 2;
    private static final int DROP = 0;
    private static final int ACCEPT = 1;
    private static final int FAIL_OPEN = 1;
    private static final int LARGEST_PACKET = 0xffff;

    private QueueMessages() {}

    /** Makes the sender of this message the one who gets the packets of the queue. */
    static byte[] bind(int queue) {
        return message(
                CONFIGURE, REQUEST_AND_ACKNOWLEDGE, queue, attribute(1, 4).put(BIND));
    }

    /** Asks for packets with all their bytes, without which they can be neither doubled nor damaged. */
    static byte[] copyWhole(int queue) {
        return message(
                CONFIGURE,
                REQUEST_AND_ACKNOWLEDGE,
                queue,
                attribute(2, 5).putInt(LARGEST_PACKET).put(WHOLE_PACKETS));
    }

    /** How many packets may wait; what comes beyond that passes untouched instead of being lost. */
    static byte[] room(int queue, int packets) {
        return message(
                CONFIGURE,
                REQUEST_AND_ACKNOWLEDGE,
                queue,
                attribute(3, 4).putInt(packets),
                attribute(4, 4).putInt(FAIL_OPEN),
                attribute(5, 4).putInt(FAIL_OPEN));
    }

    /** Lets a packet go on, marked, and with other bytes where some are given. */
    static byte[] accept(int queue, int packet, int mark, byte @Nullable [] bytes) {
        ByteBuffer verdict = attribute(2, 8).putInt(ACCEPT).putInt(packet);
        ByteBuffer marked = attribute(3, 4).putInt(mark);
        return bytes == null
                ? message(VERDICT, REQUEST, queue, verdict, marked)
                : message(
                        VERDICT,
                        REQUEST,
                        queue,
                        verdict,
                        marked,
                        attribute(10, bytes.length).put(bytes));
    }

    /** Lets a packet go no further. */
    static byte[] drop(int queue, int packet) {
        return message(VERDICT, REQUEST, queue, attribute(2, 8).putInt(DROP).putInt(packet));
    }

    /** The packets in what was received; empty when it is none. */
    static List<QueuedPacket> packets(byte[] received, int length) {
        ByteBuffer in = ByteBuffer.wrap(received, 0, length).order(ByteOrder.nativeOrder());
        List<QueuedPacket> packets = new ArrayList<>();
        int start = 0;
        while (start + HEADER <= length) {
            int size = in.getInt(start);
            if (size < HEADER || start + size > length) {
                break;
            }
            if (in.getShort(start + 4) == (short) (SUBSYSTEM | PACKET)) {
                packets.add(packet(in, start + HEADER, start + size));
            }
            start += padded(size);
        }
        return packets;
    }

    /** The error number by which the kernel answers a configuration: 0 when it agrees, or -1 when this is no answer. */
    static int answer(byte[] received, int length) {
        ByteBuffer in = ByteBuffer.wrap(received, 0, length).order(ByteOrder.nativeOrder());
        return length >= HEADER && in.getShort(4) == ERROR ? -in.getInt(16) : -1;
    }

    private static QueuedPacket packet(ByteBuffer in, int from, int to) {
        int number = 0;
        byte[] bytes = new byte[0];
        int place = from;
        while (place + ATTRIBUTE_HEADER <= to) {
            int size = Short.toUnsignedInt(in.getShort(place));
            if (size < ATTRIBUTE_HEADER || place + size > to) {
                break;
            }
            int type = in.getShort(place + 2) & 0x3fff;
            if (type == 1) {
                number = in.duplicate().order(ByteOrder.BIG_ENDIAN).getInt(place + ATTRIBUTE_HEADER);
            } else if (type == 10) {
                bytes = new byte[size - ATTRIBUTE_HEADER];
                in.get(place + ATTRIBUTE_HEADER, bytes);
            }
            place += padded(size);
        }
        return new QueuedPacket(number, bytes);
    }

    /** Room for an attribute's bytes in the order of the network, its header written. */
    private static ByteBuffer attribute(int type, int length) {
        ByteBuffer attribute =
                ByteBuffer.allocate(padded(ATTRIBUTE_HEADER + length)).order(ByteOrder.nativeOrder());
        attribute.putShort((short) (ATTRIBUTE_HEADER + length)).putShort((short) type);
        return attribute.order(ByteOrder.BIG_ENDIAN);
    }

    private static byte[] message(int type, int flags, int queue, ByteBuffer... attributes) {
        int length = HEADER;
        for (ByteBuffer attribute : attributes) {
            length += attribute.capacity();
        }
        ByteBuffer message = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        message.putInt(length)
                .putShort((short) (SUBSYSTEM | type))
                .putShort((short) flags)
                .putLong(0);
        message.put((byte) 0).put((byte) 0).order(ByteOrder.BIG_ENDIAN).putShort((short) queue);
        for (ByteBuffer attribute : attributes) {
            message.put(attribute.position(0).limit(attribute.capacity()));
        }
        byte[] bytes = new byte[length];
        message.flip().get(bytes);
        return bytes;
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }
}
