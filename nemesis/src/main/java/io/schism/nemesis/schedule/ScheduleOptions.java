package io.schism.nemesis.schedule;

import java.time.Duration;
import java.util.Objects;

/**
 * How faults are spread over a run. Defaults, those of {@link Profile#NIGHTLY}: 30 s, a fault about every 5 s, held 2 to 6 s, 3 s of
 * quiet before and 5 s after, overlaps allowed, the quorum not spared. Immutable.
 */
public final class ScheduleOptions {
    private final Builder values;

    private ScheduleOptions(Builder values) {
        this.values = values;
    }

    public static ScheduleOptions ofDefaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder(Profile.NIGHTLY);
    }

    /** Starts from what the profile says. */
    public static Builder builder(Profile profile) {
        return new Builder(profile);
    }

    /** How long the run is; all faults are healed {@link #quietAfter()} before. */
    public Duration timeLimit() {
        return values.timeLimit;
    }

    /** The mean time from the beginning of one fault to the beginning of the next. */
    public Duration interval() {
        return values.interval;
    }

    /** The shortest time a fault is held. */
    public Duration shortestHold() {
        return values.shortestHold;
    }

    /** The longest time a fault is held. */
    public Duration longestHold() {
        return values.longestHold;
    }

    /** No fault in the beginning; a fifth of the run at most. */
    public Duration quietBefore() {
        return shortened(values.quietBefore);
    }

    /** No fault at the end, so that the run shows the recovery; a fifth of the run at most. */
    public Duration quietAfter() {
        return shortened(values.quietAfter);
    }

    /** Whether a fault may begin while another is in force. */
    public boolean overlaps() {
        return values.overlaps;
    }

    /** Whether a quorum must be left at all times. */
    public boolean keepQuorum() {
        return values.keepQuorum;
    }

    private Duration shortened(Duration quiet) {
        Duration most = values.timeLimit.dividedBy(5);
        return quiet.compareTo(most) < 0 ? quiet : most;
    }

    /** Collects the options. Not safe for several threads. */
    public static final class Builder {
        private Duration timeLimit = Duration.ofSeconds(30);
        private Duration interval;
        private Duration shortestHold;
        private Duration longestHold;
        private Duration quietBefore = Duration.ofSeconds(3);
        private Duration quietAfter = Duration.ofSeconds(5);
        private boolean overlaps;
        private boolean keepQuorum;

        private Builder(Profile profile) {
            interval = Duration.ofSeconds(
                    switch (profile) {
                        case CALM -> 10;
                        case NIGHTLY -> 5;
                        case STORM -> 2;
                    });
            shortestHold = Duration.ofSeconds(profile == Profile.STORM ? 1 : 2);
            longestHold = Duration.ofSeconds(profile == Profile.CALM ? 5 : 6);
            overlaps = profile != Profile.CALM;
            keepQuorum = profile == Profile.CALM;
        }

        private Builder(Builder other) {
            timeLimit = other.timeLimit;
            interval = other.interval;
            shortestHold = other.shortestHold;
            longestHold = other.longestHold;
            quietBefore = other.quietBefore;
            quietAfter = other.quietAfter;
            overlaps = other.overlaps;
            keepQuorum = other.keepQuorum;
        }

        public Builder timeLimit(Duration value) {
            timeLimit = positive("time limit", value);
            return this;
        }

        public Builder interval(Duration value) {
            interval = positive("fault interval", value);
            return this;
        }

        /** Both ends of the range a fault's hold is drawn from. */
        public Builder hold(Duration shortest, Duration longest) {
            shortestHold = positive("shortest hold", shortest);
            longestHold = positive("longest hold", longest);
            if (longest.compareTo(shortest) < 0) {
                throw new IllegalArgumentException(
                        "longest hold (" + longest + ") must not be below the shortest (" + shortest + ")");
            }
            return this;
        }

        public Builder quietBefore(Duration value) {
            quietBefore = notNegative("quiet time before faults", value);
            return this;
        }

        public Builder quietAfter(Duration value) {
            quietAfter = notNegative("quiet time after faults", value);
            return this;
        }

        public Builder overlaps(boolean value) {
            overlaps = value;
            return this;
        }

        public Builder keepQuorum(boolean value) {
            keepQuorum = value;
            return this;
        }

        public ScheduleOptions build() {
            return new ScheduleOptions(new Builder(this));
        }

        private static Duration positive(String what, Duration value) {
            if (Objects.requireNonNull(value, what).isZero()) {
                throw new IllegalArgumentException(what + " (0) must be longer than nothing: 5s");
            }
            return notNegative(what, value);
        }

        private static Duration notNegative(String what, Duration value) {
            if (Objects.requireNonNull(value, what).isNegative()) {
                throw new IllegalArgumentException(what + " (" + value + ") must not be negative");
            }
            return value;
        }
    }
}
