package io.schism.nemesis.family;

import io.schism.nemesis.Fault;
import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.schedule.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * One way to do a fault of a family. Immutable.
 *
 * @param name {@code halves}; unique in its family
 * @param summary what it does, in words, for {@code doctor}
 * @param profile the calmest profile that takes it by itself
 * @param nature what a schedule must know about it
 * @param aim whom it hits, when that is what the variant is about ({@code kill:leader})
 * @param aims whom it may be aimed at by a plan ({@code clock:bump@leader}); empty when there is no choice
 * @param parameters names of what a plan may set besides {@link PlannedFault#TARGET} and {@link PlannedFault#KEEP_QUORUM}
 * @param refusal why it cannot be done with these targets and how to mend that, or empty; asked before the run begins
 * @param factory makes the fault when its time has come
 */
public record FaultVariant(
        String name,
        String summary,
        Profile profile,
        Nature nature,
        Optional<Aim> aim,
        List<Aim> aims,
        List<String> parameters,
        Function<Targets, Optional<String>> refusal,
        Factory factory) {
    public FaultVariant {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(nature, "nature");
        Objects.requireNonNull(aim, "aim");
        Objects.requireNonNull(refusal, "refusal");
        Objects.requireNonNull(factory, "factory");
        aims = List.copyOf(aims);
        parameters = List.copyOf(parameters);
    }

    /** A variant without parameters. */
    public FaultVariant(
            String name,
            String summary,
            Profile profile,
            Nature nature,
            Optional<Aim> aim,
            List<Aim> aims,
            Function<Targets, Optional<String>> refusal,
            Factory factory) {
        this(name, summary, profile, nature, aim, aims, List.of(), refusal, factory);
    }

    /** The same, with parameters of these names. */
    public FaultVariant withParameters(List<String> names) {
        return new FaultVariant(name, summary, profile, nature, aim, aims, names, refusal, factory);
    }

    /** The names of all that a plan may set, with those that every variant has. */
    public List<String> settable() {
        List<String> names = new ArrayList<>(parameters);
        if (!aims.isEmpty()) {
            names.add(PlannedFault.TARGET);
        }
        names.add(PlannedFault.KEEP_QUORUM);
        return List.copyOf(names);
    }

    /** What a schedule must know about a variant. */
    public enum Nature {
        /** Holds until it is healed. */
        LASTING,
        /** Holds until it is healed, and takes the quorum away every time or by luck. */
        AGAINST_QUORUM,
        /** Done in a moment; there is nothing to hold. */
        MOMENTARY,
        /** As {@link #MOMENTARY}, and breaks what the system promises, as no fault may: never part of {@code all}, only done when asked for. */
        LESSON
    }

    /** Makes a fault when its time has come; asks the cluster who leads, draws whom to hit. */
    @FunctionalInterface
    public interface Factory {
        /**
         * @param planned what the plan says about it
         * @param random seeded with {@link PlannedFault#seed()}; drawn on again when the choice did not suit
         * @throws FaultException when there is nobody to hit
         * @throws IllegalArgumentException when a parameter of the plan is wrong
         */
        Fault create(PlannedFault planned, Targets targets, Random random);
    }
}
