package io.schism.nemesis.catalogue;

import io.schism.nemesis.schedule.Aim;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code --faults} asks for, checked against a catalogue by {@link FaultCatalogue#parse}.
 *
 * @param items in the order asked for; empty means no faults
 * @param everything whether {@code all} was asked for: then what the machine cannot do is left out instead of refused
 * @param aims whom faults may hit, from {@code --targets}; empty leaves that to the profile
 */
public record FaultSelection(List<Item> items, boolean everything, Set<Aim> aims) {
    public FaultSelection {
        items = List.copyOf(items);
        aims = Set.copyOf(aims);
    }

    /** No faults. */
    public static final FaultSelection NONE = new FaultSelection(List.of(), false, Set.of());

    /** The same, hitting only these; none given leaves it to the profile. */
    public FaultSelection aimedAt(Set<Aim> only) {
        return new FaultSelection(items, everything, only);
    }

    /**
     * One item: {@code kill}, {@code partition:leader}, {@code clock:bump@leader}.
     *
     * @param fault the family
     * @param variant the one variant asked for, or empty for those that the profile takes
     * @param aim whom to hit, or empty for whom the profile hits
     */
    public record Item(String fault, Optional<String> variant, Optional<Aim> aim) {
        public Item {
            Objects.requireNonNull(fault, "fault");
            Objects.requireNonNull(variant, "variant");
            Objects.requireNonNull(aim, "aim");
        }

        @Override
        public String toString() {
            return fault
                    + variant.map(name -> ":" + name).orElse("")
                    + aim.map(whom -> "@" + whom.word()).orElse("");
        }
    }
}
