package io.schism.nemesis.schedule;

import java.util.List;
import java.util.Objects;

/**
 * What a schedule may choose from: the faults that were asked for and that this machine can do.
 *
 * @param families each with at least one variant
 */
public record Repertoire(List<Family> families) {
    public Repertoire {
        families = List.copyOf(families);
    }

    /** Nothing to choose from. */
    public boolean isEmpty() {
        return families.isEmpty();
    }

    /**
     * A family of faults.
     *
     * @param name {@code partition}
     * @param variants those to choose from
     */
    public record Family(String name, List<Variant> variants) {
        public Family {
            Objects.requireNonNull(name, "name");
            variants = List.copyOf(variants);
            if (variants.isEmpty()) {
                throw new IllegalArgumentException("fault family (" + name + ") has no variant to choose from");
            }
        }
    }

    /**
     * One way to do a fault.
     *
     * @param name {@code halves}
     * @param momentary whether it is done in a moment, so that there is nothing to hold
     * @param aims whom it may be aimed at; empty when the variant itself says
     */
    public record Variant(String name, boolean momentary, List<Aim> aims) {
        public Variant {
            Objects.requireNonNull(name, "name");
            aims = List.copyOf(aims);
        }
    }
}
