package io.schism.harness.shaper;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** What one imposition does to the packets of its links. Used by one thread. */
interface Treatment {
    double NANOS_A_SECOND = 1e9;
    long ROOM_NANOS = 500_000_000;

    /**
     * Decides about a packet.
     *
     * @param link whose packet it is; what depends on earlier packets depends on those of the same link
     * @param now a moment in nanoseconds that never goes back
     * @return whether anything was done to it
     */
    boolean on(String link, long now, Fate fate);

    /**
     * Everything comes later and in the order in which it was sent: a longer line, not a worse one.
     *
     * @param correlation how much one delay depends on the one before, 0 to 1
     */
    static Treatment delay(long delay, long jitter, double correlation, SplittableRandom random) {
        Map<String, Line> lines = new HashMap<>();
        return (link, now, fate) -> {
            Line line = lines.computeIfAbsent(link, name -> new Line());
            double drawn = random.nextDouble(-1, 1);
            line.deviation = line.used ? correlation * line.deviation + (1 - correlation) * drawn : drawn;
            long due = now + Math.max(0, delay + Math.round(jitter * line.deviation));
            line.until = line.used ? Math.max(line.until, due) : due;
            line.used = true;
            fate.later(line.until - now);
            return true;
        };
    }

    /** Most come later and some do not, so these overtake; told is a packet that came before one sent earlier. */
    static Treatment reorder(double probability, long delay, SplittableRandom random) {
        Map<String, Line> lines = new HashMap<>();
        return (link, now, fate) -> {
            Line line = lines.computeIfAbsent(link, name -> new Line());
            if (random.nextDouble() < probability) {
                return line.used && line.until > now;
            }
            line.until = now + delay;
            line.used = true;
            fate.later(delay);
            return false;
        };
    }

    /** Some come twice. */
    static Treatment duplicate(double probability, SplittableRandom random) {
        return (link, now, fate) -> {
            boolean hit = random.nextDouble() < probability;
            if (hit) {
                fate.again();
            }
            return hit;
        };
    }

    /**
     * A line that takes its time for every byte, and on which each packet waits for those before it; before the line there is room for what it
     * passes on in half a second, and what finds no room is lost.
     */
    static Treatment rate(long bytesPerSecond) {
        Map<String, Line> lines = new HashMap<>();
        return (link, now, fate) -> {
            Line line = lines.computeIfAbsent(link, name -> new Line());
            long begins = line.used ? Math.max(line.until, now) : now;
            if (begins - now > ROOM_NANOS) {
                fate.lose();
                return true;
            }
            line.until = begins + Math.round(fate.packet().bytes().length * NANOS_A_SECOND / bytesPerSecond);
            line.used = true;
            fate.later(line.until - now);
            return true;
        };
    }

    /** A bit behind the IP header is flipped in some, which the receiver's checksum finds. */
    static Treatment corrupt(double probability, SplittableRandom random) {
        return (link, now, fate) -> {
            boolean hit = random.nextDouble() < probability;
            if (hit) {
                fate.flip(random.nextInt(fate.bits()));
            }
            return hit;
        };
    }

    /** What is remembered about one link. */
    final class Line {
        private boolean used;
        private long until;
        private double deviation;
    }
}
