package io.schism.nemesis.catalogue;

import java.util.Optional;

/**
 * One line of the table that {@code doctor} prints.
 *
 * @param fault the family
 * @param variant the variant
 * @param summary what it does, in words
 * @param refusal why it cannot be had here and how to mend that, or empty when it can
 */
public record Availability(String fault, String variant, String summary, Optional<String> refusal) {
    /** {@code partition:halves}, as {@code --faults} takes it. */
    public String label() {
        return fault + ":" + variant;
    }
}
