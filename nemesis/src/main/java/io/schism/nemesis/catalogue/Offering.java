package io.schism.nemesis.catalogue;

import io.schism.nemesis.catalogue.FaultSelection.Item;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.FaultVariant.Nature;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.schedule.Repertoire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Works out one {@link Offer}. Used once, by one thread. */
final class Offering {
    private final FaultCatalogue catalogue;
    private final FaultSelection selection;
    private final Targets targets;
    private final Profile profile;
    private final boolean keepQuorum;
    private final Map<String, Map<String, Repertoire.Variant>> offered = new LinkedHashMap<>();
    private final List<Availability> leftOut = new ArrayList<>();

    Offering(FaultCatalogue catalogue, FaultSelection selection, Targets targets, Profile profile, boolean keepQuorum) {
        this.catalogue = catalogue;
        this.selection = selection;
        this.targets = targets;
        this.profile = profile;
        this.keepQuorum = keepQuorum;
    }

    Offer make() {
        selection.items().forEach(this::add);
        List<Repertoire.Family> families = new ArrayList<>();
        offered.forEach((name, variants) -> families.add(new Repertoire.Family(name, List.copyOf(variants.values()))));
        return new Offer(new Repertoire(families), leftOut);
    }

    private void add(Item item) {
        FaultFamily family = catalogue.family(item.fault());
        if (item.variant().isPresent()) {
            FaultVariant variant =
                    catalogue.variant(item.fault(), item.variant().get());
            if (keepQuorum && variant.nature() == Nature.AGAINST_QUORUM) {
                throw new IllegalArgumentException("fault (" + item
                        + ") takes the quorum away and --keep-quorum forbids that; leave one of the two out");
            }
            Availability availability = FaultCatalogue.availability(family, variant, targets);
            if (availability.refusal().isPresent()) {
                throw refused(item, availability.refusal().get());
            }
            if (!put(item, variant)) {
                throw new IllegalArgumentException(
                        "fault (" + item + ") has nobody to hit under these --targets, --profile and"
                                + " --keep-quorum; say whom, such as " + item.fault() + ":" + variant.name() + "@one");
            }
            return;
        }
        addFamily(item, family);
    }

    private void addFamily(Item item, FaultFamily family) {
        List<FaultVariant> taken = family.variants().stream()
                .filter(variant -> !(keepQuorum && variant.nature() == Nature.AGAINST_QUORUM))
                .filter(variant -> !(selection.everything() && variant.nature() == Nature.LESSON))
                .filter(variant -> taken(item, variant))
                .toList();
        List<Availability> refused = new ArrayList<>();
        boolean some = false;
        for (FaultVariant variant : taken) {
            Availability availability = FaultCatalogue.availability(family, variant, targets);
            if (availability.refusal().isPresent()) {
                refused.add(availability);
                continue;
            }
            some |= put(item, variant);
        }
        if (!some && !selection.everything()) {
            throw refused.isEmpty()
                    ? new IllegalArgumentException(
                            "fault (" + item + ") has no variant under these --targets, --profile and"
                                    + " --keep-quorum; name one, such as " + item.fault() + ":"
                                    + family.variants().get(0).name())
                    : refused(item, refused.get(0).refusal().orElseThrow());
        }
        leftOut.addAll(refused);
    }

    /** Whether the variant is taken without being named: by {@code --targets} where it is about whom it hits, else by the profile. */
    private boolean taken(Item item, FaultVariant variant) {
        if (variant.aim().isPresent() && item.aim().isPresent()) {
            return item.aim().equals(variant.aim());
        }
        if (variant.aim().isPresent() && !selection.aims().isEmpty()) {
            return selection.aims().contains(variant.aim().get());
        }
        return profile.takes(variant.profile());
    }

    private boolean put(Item item, FaultVariant variant) {
        List<Aim> aims = aims(item, variant);
        if (aims.isEmpty() && !variant.aims().isEmpty()) {
            return false;
        }
        offered.computeIfAbsent(item.fault(), name -> new LinkedHashMap<>())
                .put(variant.name(), new Repertoire.Variant(variant.name(), momentary(variant), aims));
        return true;
    }

    private static boolean momentary(FaultVariant variant) {
        return variant.nature() == Nature.MOMENTARY || variant.nature() == Nature.LESSON;
    }

    private List<Aim> aims(Item item, FaultVariant variant) {
        if (variant.aims().isEmpty()) {
            return List.of();
        }
        if (item.aim().isPresent()) {
            return List.of(item.aim().get());
        }
        return Arrays.stream(Aim.values())
                .filter(aim -> wanted(aim, variant))
                .filter(aim -> !(keepQuorum && aim.againstQuorum()))
                .filter(aim -> targets.nodes().size() >= aim.fewestNodes())
                .toList();
    }

    private boolean wanted(Aim aim, FaultVariant variant) {
        if (!selection.aims().isEmpty()) {
            return selection.aims().contains(aim);
        }
        return variant.aims().contains(aim) && profile.takes(aim.profile());
    }

    private static IllegalArgumentException refused(Item item, String reason) {
        return new IllegalArgumentException("fault (" + item + ") cannot be had here: " + reason);
    }
}
