package io.schism.harness.clock;

import io.schism.nemesis.target.ClockControl.Skew;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/**
 * What a stub reads: for the wall clock and for the monotonic clock {@code t' = t + offset + ((t - anchor) * drift >> 32)}. Immutable.
 *
 * @param wall the wall clock's record
 * @param monotonic the monotonic clock's record
 */
record ClockParameters(Line wall, Line monotonic) {
    static final int BYTES = 48;

    /** Two skews that begin now. */
    static ClockParameters of(Skew wall, long wallNow, Skew monotonic, long monotonicNow) {
        return new ClockParameters(Line.of(wall, wallNow), Line.of(monotonic, monotonicNow));
    }

    static ClockParameters decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return new ClockParameters(
                new Line(buffer.getLong(), buffer.getLong(), buffer.getLong()),
                new Line(buffer.getLong(), buffer.getLong(), buffer.getLong()));
    }

    byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Line line : new Line[] {wall, monotonic}) {
            buffer.putLong(line.offset).putLong(line.anchor).putLong(line.drift);
        }
        return buffer.array();
    }

    /**
     * One clock's record.
     *
     * @param offset nanoseconds added at once
     * @param anchor the true time at which the drift begins, in nanoseconds on that clock
     * @param drift nanoseconds gained a nanosecond, as a signed 32.32 fixed-point number
     */
    record Line(long offset, long anchor, long drift) {
        private static final double ONE = 1L << 32;

        static Line of(Skew skew, long now) {
            return new Line(skew.offset().toNanos(), now, Math.round(skew.drift() * ONE));
        }

        /** How far this clock is ahead of the true one at that true time. */
        Duration ahead(long now) {
            long gained = (Math.multiplyHigh(now - anchor, drift) << 32) | (((now - anchor) * drift) >>> 32);
            return Duration.ofNanos(offset + gained);
        }
    }
}
