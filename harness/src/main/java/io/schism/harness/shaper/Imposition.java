package io.schism.harness.shaper;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One treatment of the packets that come from some addresses or go to some. Told what to do by one line of words:
 * {@code delay NANOS NANOS CORRELATION}, {@code duplicate PROBABILITY}, {@code reorder PROBABILITY NANOS},
 * {@code corrupt PROBABILITY} or {@code rate BYTES_A_SECOND}.
 */
final class Imposition {
    private final Set<String> from;
    private final Set<String> to;
    private final Treatment treatment;
    private final AtomicLong treated = new AtomicLong();

    Imposition(Set<String> from, Set<String> to, Treatment treatment) {
        this.from = Set.copyOf(from);
        this.to = Set.copyOf(to);
        this.treatment = treatment;
    }

    /** The treatment that these words ask for. */
    static Treatment treatment(String[] words, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return switch (words[0]) {
            case "delay" ->
                Treatment.delay(
                        Long.parseLong(words[1]), Long.parseLong(words[2]), Double.parseDouble(words[3]), random);
            case "duplicate" -> Treatment.duplicate(Double.parseDouble(words[1]), random);
            case "reorder" -> Treatment.reorder(Double.parseDouble(words[1]), Long.parseLong(words[2]), random);
            case "rate" -> Treatment.rate(Long.parseLong(words[1]));
            case "corrupt" -> Treatment.corrupt(Double.parseDouble(words[1]), random);
            default -> throw new IllegalArgumentException("treatment (" + words[0] + ") is not known");
        };
    }

    /** Adds what it does to the packet, when the packet is on one of its links. */
    void on(long now, Fate fate) {
        String source = fate.packet().source();
        String destination = fate.packet().destination();
        boolean ours = from.contains(source) || to.contains(destination);
        if (ours && treatment.on(source + ">" + destination, now, fate)) {
            treated.incrementAndGet();
        }
    }

    /** How many packets it has done something to. Any thread may ask. */
    long treated() {
        return treated.get();
    }
}
