package io.schism.harness.shaper;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A packet that the kernel holds until it is told what to do with it.
 *
 * @param number by which the kernel knows it
 * @param bytes from the IP header on; nobody changes them
 */
record QueuedPacket(int number, byte[] bytes) {
    private static final int SMALLEST_HEADER = 20;

    /** Whether it can be told who sent it: IPv4. */
    boolean readable() {
        return bytes.length > SMALLEST_HEADER && bytes[0] >> 4 == 4 && headerLength() < bytes.length;
    }

    /** Length of the IP header in bytes. */
    int headerLength() {
        return (bytes[0] & 0xf) * 4;
    }

    /** {@code 172.30.0.11}. */
    String source() {
        return address(12);
    }

    /** {@code 172.30.0.12}. */
    String destination() {
        return address(16);
    }

    private String address(int place) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, place, place + 4))
                    .getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
