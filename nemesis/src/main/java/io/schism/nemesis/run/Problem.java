package io.schism.nemesis.run;

import java.util.Locale;
import java.util.Objects;

/**
 * Why the nemesis' part of a run cannot be called valid.
 *
 * @param fault number of the planned fault, 0 when it is about the nemesis itself
 * @param kind what went wrong
 * @param sentence what, in words
 */
public record Problem(int fault, Kind kind, String sentence) {
    public Problem {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sentence, "sentence");
    }

    /** What can go wrong. */
    public enum Kind {
        /** It could not be injected. */
        NOT_INJECTED,
        /** It was injected and nothing shows that it happened. */
        NOT_PROVED,
        /** It could not be undone. */
        NOT_HEALED,
        /** The thread that carried it out, or the nemesis itself, broke down. */
        DIED;

        /** {@code not-proved}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
