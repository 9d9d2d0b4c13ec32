package io.schism.nemesis.target;

import java.util.Locale;
import java.util.Objects;

/**
 * What may be done to the files of a node that is down.
 *
 * @param part which files
 * @param harm what is done to them
 */
public record Damage(Part part, Harm harm) {
    public Damage {
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(harm, "harm");
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
