package io.schism.nemesis.target;

import java.util.Locale;
import java.util.Objects;

/**
 * What may be done to the files of a node that is down.
 *
 * @param part which files
 * @param harm what is done to them
 * @param bits how many bits are turned over, where that is the harm; from 1
 */
public record Damage(Part part, Harm harm, int bits) {
    /** How many bits are turned over where nobody says how many. */
    public static final int USUAL_BITS = 3;

    public Damage {
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(harm, "harm");
        if (bits < 1) {
            throw new IllegalArgumentException("bits (" + bits + ") must be 1 or more");
        }
    }

    /** The usual amount of it. */
    public Damage(Part part, Harm harm) {
        this(part, harm, USUAL_BITS);
    }

    /**
     * What was done to a file.
     *
     * @param sentence for people: {@code "3 bits of wal/0-0.wal flipped"}
     * @param changed how many bytes were read back as other than before, or are gone; more than 0
     */
    public record Done(String sentence, long changed) {
        public Done {
            Objects.requireNonNull(sentence, "sentence");
        }
    }

    /** Which of the files. */
    public enum Part {
        /** The log of what was decided. */
        WAL,
        /** The state it was folded into. */
        SNAPSHOT
    }

    /** What is done to a file. */
    public enum Harm {
        /** A few bits are turned over. */
        FLIP,
        /** The end is cut off. */
        TRUNCATE
    }

    /** {@code flip-wal}, {@code truncate-snapshot}, … */
    public String word() {
        return (harm + "-" + part).toLowerCase(Locale.ROOT);
    }
}
