package io.schism.nemesis.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Draws a {@link Plan} from a seed: equal repertoire, options and seed give an equal plan. Used by one thread. */
public final class Schedule {
    private final ScheduleOptions options;
    private final Random random;
    private final Deck<Repertoire.Family> families;
    private final Map<String, Deck<Repertoire.Variant>> variants = new LinkedHashMap<>();
    private final Map<String, Deck<Aim>> aims = new LinkedHashMap<>();

    private Schedule(Repertoire repertoire, ScheduleOptions options, long seed) {
        this.options = options;
        this.random = new Random(seed);
        this.families = new Deck<>(repertoire.families());
    }

    /** The plan of this seed; empty when there is nothing to choose from. */
    public static Plan plan(Repertoire repertoire, ScheduleOptions options, long seed) {
        if (repertoire.isEmpty()) {
            return Plan.NONE;
        }
        return new Schedule(repertoire, options, seed).draw();
    }

    private Plan draw() {
        Duration end = options.timeLimit().minus(options.quietAfter());
        Duration at = options.quietBefore();
        List<PlannedFault> faults = new ArrayList<>();
        while (at.compareTo(end) < 0) {
            Repertoire.Family family = families.deal(random);
            Repertoire.Variant variant = variants.computeIfAbsent(family.name(), name -> new Deck<>(family.variants()))
                    .deal(random);
            Duration hold =
                    variant.momentary() ? Duration.ZERO : between(options.shortestHold(), options.longestHold());
            Duration left = end.minus(at);
            if (hold.compareTo(left) > 0) {
                // A stump of a hold shows nothing, except in a run so short that it is all there can be.
                if (!faults.isEmpty() && left.compareTo(options.shortestHold()) < 0) {
                    break;
                }
                hold = left;
            }
            PlannedFault fault = new PlannedFault(
                    faults.size() + 1,
                    at,
                    hold,
                    family.name(),
                    variant.name(),
                    random.nextLong(),
                    parameters(family, variant));
            faults.add(fault);
            at = next(fault);
        }
        return new Plan(faults);
    }

    private Duration next(PlannedFault fault) {
        Duration interval = options.interval();
        Duration next = fault.at().plus(between(interval.dividedBy(2), interval.plus(interval.dividedBy(2))));
        Duration breath = fault.end().plus(interval.dividedBy(4));
        return options.overlaps() || next.compareTo(breath) > 0 ? next : breath;
    }

    private Map<String, String> parameters(Repertoire.Family family, Repertoire.Variant variant) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!variant.aims().isEmpty()) {
            String whose = family.name() + ":" + variant.name();
            Aim aim = aims.computeIfAbsent(whose, name -> new Deck<>(variant.aims()))
                    .deal(random);
            parameters.put(PlannedFault.TARGET, aim.word());
        }
        if (options.keepQuorum()) {
            parameters.put(PlannedFault.KEEP_QUORUM, "true");
        }
        return parameters;
    }

    /** To the millisecond, so that a plan stays readable. */
    private Duration between(Duration least, Duration most) {
        long spread = most.minus(least).toMillis();
        return least.plusMillis(spread == 0 ? 0 : random.nextInt(Math.toIntExact(spread + 1)));
    }
}
