package io.schism.harness.environment.docker.network;

import io.schism.nemesis.target.Impairment;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** The words in which {@code tc} is told what netem shall do. Stateless. */
final class Netem {
    /** So many packets wait before netem drops any by itself: as many as nobody has in a line of less than a second. */
    private static final String ROOM = "netem limit 100000";
    /** What waits before a narrow line; more is dropped, as a router does. */
    private static final String NARROW = "netem limit 100";
    /**
     * A line so wide that it costs nothing. With a rate, netem lets nothing overtake what was sent earlier, whatever the jitter; without
     * one, jitter would reorder.
     */
    private static final String IN_ORDER = " rate 100gbit";
    /** Lets everything pass as it is, and undoes every treatment: what is not named falls back to nothing, except these two. */
    static final String NOTHING = ROOM + " corrupt 0%" + IN_ORDER;

    private static final long RANDOM = 4_294_963_256L; // SKF_AD_OFF + SKF_AD_RANDOM of linux/filter.h

    private Netem() {}

    /** What is done to every packet of a link, or to those that netem itself draws. */
    static String stage(Impairment impairment) {
        if (impairment instanceof Impairment.Delay delay) {
            return ROOM + " delay " + time(delay.delay()) + " " + time(delay.jitter()) + " "
                    + percent(delay.correlation()) + IN_ORDER;
        }
        if (impairment instanceof Impairment.Reorder reorder) {
            return ROOM + " delay " + time(reorder.delay()) + " reorder " + percent(reorder.probability());
        }
        if (impairment instanceof Impairment.Loss loss) {
            return ROOM + " loss " + percent(loss.probability());
        }
        if (impairment instanceof Impairment.Rate rate) {
            return NARROW + " rate " + rate.bytesPerSecond() + "bps"; // bytes a second in the words of tc
        }
        throw new IllegalArgumentException(String.format(Locale.ROOT, "no netem does %s in a line", impairment.kind()));
    }

    /** What is done to every packet that {@link #draw} has drawn. */
    static String lane(Impairment impairment) {
        if (impairment instanceof Impairment.Duplicate) {
            return ROOM + " duplicate 100%";
        }
        if (impairment instanceof Impairment.Corrupt) {
            return ROOM + " corrupt 100%";
        }
        throw new IllegalArgumentException(String.format(Locale.ROOT, "no netem does %s in a lane", impairment.kind()));
    }

    /**
     * A program for the kernel's classic packet filter: whether a packet goes to this address and is drawn. It is shown the frame, in which
     * the destination stands at byte 30.
     */
    static String draw(String address, double probability) {
        long destination = 0;
        for (String part : address.split("\\.")) {
            destination = destination << 8 | Long.parseLong(part);
        }
        long most = Math.max(0, Math.round(probability * 0x1p32) - 1);
        return "6,32 0 0 30,21 0 3 " + destination + ",32 0 0 " + RANDOM + ",37 1 0 " + most
                + ",6 0 0 4294967295,6 0 0 0";
    }

    private static String time(Duration duration) {
        return duration.toNanos() / 1_000 + "us";
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
