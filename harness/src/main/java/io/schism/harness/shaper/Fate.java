package io.schism.harness.shaper;

import org.jspecify.annotations.Nullable;

/** What is to become of one packet, all impositions on its link taken together. Used by one thread. */
final class Fate {
    private final QueuedPacket packet;
    private long delay;
    private int copies;
    private boolean lost;
    private byte @Nullable [] changed;

    Fate(QueuedPacket packet) {
        this.packet = packet;
    }

    QueuedPacket packet() {
        return packet;
    }

    /** It waits so many nanoseconds longer. */
    void later(long nanos) {
        delay += nanos;
    }

    /** It never comes. */
    void lose() {
        lost = true;
    }

    /** It comes once more. */
    void again() {
        copies++;
    }

    /** How many bits stand behind the IP header. */
    int bits() {
        return (packet.bytes().length - packet.headerLength()) * Byte.SIZE;
    }

    /** One of those bits is turned over. */
    void flip(int bit) {
        byte[] bytes = changed == null ? packet.bytes().clone() : changed;
        bytes[packet.headerLength() + bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        changed = bytes;
    }

    /** Nanoseconds it waits. */
    long delay() {
        return delay;
    }

    /** Whether it never comes. */
    boolean lost() {
        return lost;
    }

    /** How often it comes beyond the first time. */
    int copies() {
        return copies;
    }

    /** Its bytes when they are not what they were, or null. */
    byte @Nullable [] changed() {
        return changed;
    }
}
