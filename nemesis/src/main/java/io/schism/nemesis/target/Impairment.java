package io.schism.nemesis.target;

import java.time.Duration;

/** What may be done to the traffic of a link. Probabilities are between 0 and 1. */
public sealed interface Impairment {
    /** The name by which it is refused or reported: {@code drop}, {@code delay}, … */
    String kind();

    /** Silence: nothing passes, established connections included, and nothing is reset. */
    record Drop() implements Impairment {
        @Override
        public String kind() {
            return "drop";
        }
    }

    /** Established connections are reset once, and new ones refused while it lasts. */
    record Reset() implements Impairment {
        @Override
        public String kind() {
            return "reset";
        }
    }

    /**
     * Everything arrives later.
     *
     * @param delay one-way delay added
     * @param jitter the delay varies by up to this much either way
     * @param correlation how much one delay depends on the one before, 0 to 1
     */
    record Delay(Duration delay, Duration jitter, double correlation) implements Impairment {
        @Override
        public String kind() {
            return "delay";
        }
    }

    /** Packets vanish with this probability. */
    record Loss(double probability) implements Impairment {
        @Override
        public String kind() {
            return "loss";
        }
    }

    /** Packets arrive twice with this probability. */
    record Duplicate(double probability) implements Impairment {
        @Override
        public String kind() {
            return "duplicate";
        }
    }

    /** Packets overtake others with this probability. */
    record Reorder(double probability, Duration delay) implements Impairment {
        @Override
        public String kind() {
            return "reorder";
        }
    }

    /** A bit of a packet is flipped with this probability. */
    record Corrupt(double probability) implements Impairment {
        @Override
        public String kind() {
            return "corrupt";
        }
    }

    /** No more than so many bytes a second pass. */
    record Rate(long bytesPerSecond) implements Impairment {
        @Override
        public String kind() {
            return "rate";
        }
    }
}
