package io.schism.nemesis.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How rough a run is: which variants of a fault it takes by itself, and how closely the faults follow each other. */
public enum Profile {
    /** One fault at a time, never against the quorum, with time to recover. */
    CALM,
    /** Faults overlap and reach for the leader: what a nightly run wants. The default. */
    NIGHTLY,
    /** Everything, all nodes at once included, a fault every two seconds. */
    STORM;

    /** Whether a variant that asks for at least the given roughness is taken. */
    public boolean takes(Profile needed) {
        return needed.compareTo(this) <= 0;
    }

    /** {@code calm}, {@code nightly}, {@code storm}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads what {@link #word()} writes.
     *
     * @throws IllegalArgumentException in one line that lists the known ones
     */
    public static Profile parse(String word) {
        return Arrays.stream(values())
                .filter(profile -> profile.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("profile (" + word + ") is not known; take one of "
                        + Arrays.stream(values()).map(Profile::word).collect(Collectors.joining(", "))));
    }
}
