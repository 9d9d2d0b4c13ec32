package io.schism.nemesis.network;

import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.Impairment;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The kinds of packet faults, with their strength: Jepsen's where it has one. Each parameter can be set by a plan. */
enum PacketTrouble {
    DELAY("delays by 50 ± 10 ms", "delayed", Profile.CALM) {
        @Override
        Impairment impairment(PlannedFault planned) {
            return new Impairment.Delay(
                    notNegative("delay", planned.duration("delay", Duration.ofMillis(50))),
                    notNegative("jitter", planned.duration("jitter", Duration.ofMillis(10))),
                    share("correlation", planned.number("correlation", 0.25)));
        }

        @Override
        List<String> parameters() {
            return List.of("delay", "jitter", "correlation");
        }
    },
    LOSS("loses 20 % of", "lost", Profile.NIGHTLY) {
        @Override
        Impairment impairment(PlannedFault planned) {
            return new Impairment.Loss(probability(planned, 0.2));
        }
    },
    DUPLICATE("doubles 20 % of", "doubled", Profile.NIGHTLY) {
        @Override
        Impairment impairment(PlannedFault planned) {
            return new Impairment.Duplicate(probability(planned, 0.2));
        }
    },
    REORDER("reorders 20 % of", "reordered", Profile.NIGHTLY) {
        @Override
        Impairment impairment(PlannedFault planned) {
            return new Impairment.Reorder(
                    probability(planned, 0.2), notNegative("delay", planned.duration("delay", Duration.ofMillis(10))));
        }

        @Override
        List<String> parameters() {
            return List.of("probability", "delay");
        }
    },
    CORRUPT("corrupts 5 % of", "corrupted", Profile.NIGHTLY) {
        @Override
        Impairment impairment(PlannedFault planned) {
            return new Impairment.Corrupt(probability(planned, 0.05));
        }
    },
    RATE("throttles to 1 Mbit/s", "throttled", Profile.CALM) {
        @Override
        Impairment impairment(PlannedFault planned) {
            double rate = planned.number("bytesPerSecond", 125_000);
            if (!(rate >= 1)) {
                throw new IllegalArgumentException("bytesPerSecond (" + rate + ") must be 1 or more");
            }
            return new Impairment.Rate(Math.round(rate));
        }

        @Override
        List<String> parameters() {
            return List.of("bytesPerSecond");
        }
    };

    private final String summary;
    private final String verb;
    private final Profile profile;

    PacketTrouble(String summary, String verb, Profile profile) {
        this.summary = summary;
        this.verb = verb;
        this.profile = profile;
    }

    /** As strong as the plan says. */
    abstract Impairment impairment(PlannedFault planned);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String summary() {
        return summary;
    }

    /** What was done to the bytes or packets that the proof counts. */
    String verb() {
        return verb;
    }

    Profile profile() {
        return profile;
    }

    /** What a plan may set, besides which links are hit. */
    List<String> parameters() {
        return List.of("probability");
    }

    private static double probability(PlannedFault planned, double otherwise) {
        double probability = share("probability", planned.number("probability", otherwise));
        if (probability == 0) {
            throw new IllegalArgumentException(
                    "probability (0) of fault " + planned.id() + " would do nothing; leave it out");
        }
        return probability;
    }

    private static double share(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " (" + value + ") must be between 0 and 1");
        }
        return value;
    }

    private static Duration notNegative(String what, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(what + " (" + value + ") must not be negative");
        }
        return value;
    }
}
