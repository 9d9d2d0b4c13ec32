package io.schism.nemesis.catalogue;

import io.schism.nemesis.clock.ClockFaults;
import io.schism.nemesis.cluster.ClusterFaults;
import io.schism.nemesis.disk.DiskFaults;
import io.schism.nemesis.family.FaultFamily;
import io.schism.nemesis.family.FaultVariant;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.network.NetworkFaults;
import io.schism.nemesis.process.ProcessFaults;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.schedule.Plan;
import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.schedule.Profile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All faults there are. Immutable; wrong names end in an {@link IllegalArgumentException} of one line that lists the right ones. */
public final class FaultCatalogue {
    private final List<FaultFamily> families;

    /** A catalogue of these families, names unique. */
    public FaultCatalogue(List<FaultFamily> families) {
        this.families = List.copyOf(families);
        Set<String> seen = new HashSet<>();
        for (FaultFamily family : families) {
            if (!seen.add(family.name())) {
                throw new IllegalArgumentException("two fault families have the name " + family.name());
            }
        }
    }

    /** Everything that ships with Schism. */
    public static FaultCatalogue standard() {
        List<FaultFamily> families = new ArrayList<>();
        families.addAll(NetworkFaults.families());
        families.addAll(ProcessFaults.families());
        families.addAll(ClockFaults.families());
        families.addAll(DiskFaults.families());
        families.addAll(ClusterFaults.families());
        return new FaultCatalogue(families);
    }

    /** The families in the order in which they are shown. */
    public List<FaultFamily> families() {
        return families;
    }

    /** {@code partition}. */
    public FaultFamily family(String name) {
        return families.stream()
                .filter(family -> family.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("fault (" + name + ") is not known; take none, all or some of "
                                + families.stream().map(FaultFamily::name).collect(Collectors.joining(", "))));
    }

    /** {@code partition:halves}. */
    public FaultVariant variant(String fault, String name) {
        FaultFamily family = family(fault);
        return family.variant(name)
                .orElseThrow(() -> new IllegalArgumentException("variant (" + name + ") of fault " + fault
                        + " is not known; take one of "
                        + family.variants().stream().map(FaultVariant::name).collect(Collectors.joining(", "))));
    }

    /**
     * Reads a list as {@code --faults} takes it: {@code none}, {@code all}, or {@code partition,kill:leader,clock:bump@one}.
     *
     * @throws IllegalArgumentException in one line
     */
    public FaultSelection parse(String list) {
        return SelectionParser.parse(this, list);
    }

    /** Every variant with its refusal, for {@code doctor}. */
    public List<Availability> table(Targets targets) {
        return families.stream()
                .flatMap(family -> family.variants().stream().map(variant -> availability(family, variant, targets)))
                .toList();
    }

    /**
     * What of the selection can be had here.
     *
     * @param keepQuorum whether what can never spare the quorum is left out
     * @throws IllegalArgumentException when something that was asked for by name cannot be had; one line with reason and mend
     */
    public Offer offer(FaultSelection selection, Targets targets, Profile profile, boolean keepQuorum) {
        return new Offering(this, selection, targets, profile, keepQuorum).make();
    }

    /**
     * Checks that every fault of a plan is known, and that its parameters are those of its variant.
     *
     * @throws IllegalArgumentException for the first that is not; one line that lists the right ones
     */
    public void check(Plan plan) {
        for (PlannedFault fault : plan.faults()) {
            List<String> settable = variant(fault.fault(), fault.variant()).settable();
            for (String name : fault.parameters().keySet()) {
                if (!settable.contains(name)) {
                    throw new IllegalArgumentException("parameter (" + name + ") of fault " + fault.id() + ", "
                            + fault.label() + ", is not known; it takes " + String.join(", ", settable));
                }
            }
            fault.aim(Aim.ONE); // refuses a target that there is not
        }
    }

    /**
     * As {@link #check(Plan)}, and that every fault can be had here.
     *
     * @throws IllegalArgumentException for the first that is not; one line with reason and mend
     */
    public void check(Plan plan, Targets targets) {
        check(plan);
        for (PlannedFault fault : plan.faults()) {
            FaultVariant variant = variant(fault.fault(), fault.variant());
            Optional<String> refusal = variant.refusal().apply(targets);
            if (refusal.isPresent()) {
                throw new IllegalArgumentException("fault " + fault.label() + " cannot be had here: " + refusal.get());
            }
        }
    }

    static Availability availability(FaultFamily family, FaultVariant variant, Targets targets) {
        return new Availability(
                family.name(),
                variant.name(),
                variant.summary(),
                variant.refusal().apply(targets));
    }
}
