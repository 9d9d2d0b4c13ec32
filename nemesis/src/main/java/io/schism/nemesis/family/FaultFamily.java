package io.schism.nemesis.family;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Faults that belong together under one name of {@code --faults}. Immutable.
 *
 * @param name {@code partition}, {@code kill}, …; also the {@code f} of the fault's operations in the history
 * @param variants at least one, names unique
 */
public record FaultFamily(String name, List<FaultVariant> variants) {
    public FaultFamily {
        Objects.requireNonNull(name, "name");
        variants = List.copyOf(variants);
        Set<String> seen = new HashSet<>();
        for (FaultVariant variant : variants) {
            if (!seen.add(variant.name())) {
                throw new IllegalArgumentException("fault family " + name + " has two variants " + variant.name());
            }
        }
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("fault family " + name + " has no variant");
        }
    }

    /** The variant of this name, or empty. */
    public Optional<FaultVariant> variant(String wanted) {
        return variants.stream()
                .filter(variant -> variant.name().equals(wanted))
                .findFirst();
    }
}
