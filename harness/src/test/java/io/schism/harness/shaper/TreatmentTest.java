package io.schism.harness.shaper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TreatmentTest {
    private static final long MS = 1_000_000;
    private static final int MANY = 2_000;

    @Test
    void delaysByWhatIsAskedForAndKeepsTheOrder() {
        Treatment delay = Treatment.delay(50 * MS, 10 * MS, 0.25, new SplittableRandom(7));
        long last = 0;
        for (int i = 0; i < MANY; i++) {
            long now = i * MS / 10;
            Fate fate = fate();
            assertThat(delay.on("a", now, fate)).isTrue();
            assertThat(fate.delay()).isBetween(40 * MS, 60 * MS);
            assertThat(now + fate.delay()).isGreaterThanOrEqualTo(last);
            last = now + fate.delay();
        }
    }

    @Test
    void delaysOfNeighboursDifferLessTheMoreTheyAreCorrelated() {
        assertThat(spread(0.95)).isLessThan(spread(0) / 4);
    }

    /** The mean difference between one delay and the next, packets being far enough from each other not to wait for each other. */
    private static double spread(double correlation) {
        Treatment delay = Treatment.delay(50 * MS, 10 * MS, correlation, new SplittableRandom(7));
        double sum = 0;
        long last = 0;
        for (int i = 0; i < MANY; i++) {
            Fate fate = fate();
            delay.on("a", i * 1_000 * MS, fate);
            sum += i < MANY / 2 ? 0 : Math.abs(fate.delay() - last);
            last = fate.delay();
        }
        return sum;
    }

    @Test
    void aNarrowLineTakesItsTimeForEveryByteAndMakesTheNextOneWait() {
        int bytes = fate().packet().bytes().length;
        Treatment line = Treatment.rate(1_000L * bytes); // a packet a millisecond
        for (int i = 1; i <= 10; i++) {
            Fate fate = fate();
            assertThat(line.on("a", 0, fate)).isTrue();
            assertThat(fate.delay()).isEqualTo(i * MS);
        }
        Fate other = fate();
        line.on("b", 0, other);
        assertThat(other.delay()).as("another link has a line of its own").isEqualTo(MS);
        for (int i = 11; i <= 501; i++) {
            line.on("a", 0, fate());
        }
        Fate tooMany = fate();
        assertThat(line.on("a", 0, tooMany)).isTrue();
        assertThat(tooMany.lost()).as("no room is left").isTrue();
        Fate later = fate();
        line.on("a", 1_000 * MS, later);
        assertThat(later.delay()).as("nobody is before it any more").isEqualTo(MS);
    }

    @Test
    void letsTheShareAskedForOvertakeWhatWaits() {
        Treatment reorder = Treatment.reorder(0.2, 10 * MS, new SplittableRandom(7));
        int overtaking = 0;
        for (int i = 0; i < MANY; i++) {
            Fate fate = fate();
            boolean told = reorder.on("a", i * MS, fate);
            overtaking += told ? 1 : 0;
            assertThat(told && fate.delay() > 0).isFalse();
        }
        assertThat(overtaking).isBetween(MANY * 15 / 100, MANY * 25 / 100);
    }

    @Test
    void callsNothingReorderedThatHadNobodyToOvertake() {
        Treatment reorder = Treatment.reorder(0.5, MS, new SplittableRandom(7));
        for (int i = 0; i < MANY; i++) {
            assertThat(reorder.on("a", i * 1_000 * MS, fate())).isFalse();
        }
    }

    @Test
    void doublesAndDamagesTheShareAskedFor() {
        Treatment duplicate = Treatment.duplicate(0.3, new SplittableRandom(7));
        Treatment corrupt = Treatment.corrupt(0.1, new SplittableRandom(8));
        int copies = 0;
        int damaged = 0;
        for (int i = 0; i < MANY; i++) {
            Fate fate = fate();
            assertThat(duplicate.on("a", i, fate)).isEqualTo(fate.copies() == 1);
            copies += fate.copies();
            assertThat(corrupt.on("a", i, fate)).isEqualTo(fate.changed() != null);
            damaged += fate.changed() == null ? 0 : 1;
        }
        assertThat(copies).isBetween(MANY * 25 / 100, MANY * 35 / 100);
        assertThat(damaged).isBetween(MANY * 7 / 100, MANY * 13 / 100);
    }

    @Test
    void damagesOneBitBehindTheHeaderOfACopy() {
        Treatment corrupt = Treatment.corrupt(1, new SplittableRandom(7));
        for (int i = 0; i < MANY; i++) {
            Fate fate = fate();
            byte[] sent = fate.packet().bytes().clone();
            corrupt.on("a", i, fate);
            byte[] changed = fate.changed();
            int bits = 0;
            for (int place = 0; place < sent.length; place++) {
                int difference = Integer.bitCount((sent[place] ^ changed[place]) & 0xff);
                bits += difference;
                assertThat(place >= 20 || difference == 0).isTrue();
            }
            assertThat(bits).isEqualTo(1);
            assertThat(fate.packet().bytes()).isEqualTo(sent);
        }
    }

    @Test
    void drawsTheSameFromTheSameSeed() {
        assertThat(drawn(11)).isEqualTo(drawn(11)).isNotEqualTo(drawn(12));
    }

    private static List<Boolean> drawn(long seed) {
        Treatment treatment = Imposition.treatment(new String[] {"duplicate", "0.5"}, seed);
        List<Boolean> hits = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            hits.add(treatment.on("a", i, fate()));
        }
        return hits;
    }

    @Test
    void treatsOnlyItsOwnLinksAndCounts() {
        Imposition imposition = new Imposition(
                Set.of("10.0.0.1"), Set.of("10.0.0.9"), Imposition.treatment(new String[] {"duplicate", "1"}, 1));
        for (QueuedPacket packet : List.of(packet(1, 2), packet(2, 9), packet(2, 1), packet(9, 2), packet(3, 4))) {
            imposition.on(0, new Fate(packet));
        }
        assertThat(imposition.treated()).isEqualTo(2);
    }

    @Test
    void refusesATreatmentItDoesNotKnow() {
        assertThatThrownBy(() -> Imposition.treatment(new String[] {"season"}, 1))
                .hasMessage("treatment (season) is not known");
    }

    private static Fate fate() {
        return new Fate(packet(1, 2));
    }

    /** From 10.0.0.from to 10.0.0.to. */
    private static QueuedPacket packet(int from, int to) {
        byte[] bytes = new byte[60];
        bytes[0] = 0x45;
        bytes[12] = 10;
        bytes[15] = (byte) from;
        bytes[16] = 10;
        bytes[19] = (byte) to;
        return new QueuedPacket(1, bytes);
    }
}
