package io.schism.nemesis.disk;

import io.schism.nemesis.Impact;
import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.schedule.Profile;
import io.schism.nemesis.target.DiskTrouble;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.List;

/** The kinds of sick disks, with how bad they are; parameters of a plan can change that. */
enum Sickness {
    FULL("no space is left", Profile.NIGHTLY, true) {
        @Override
        DiskTrouble trouble(PlannedFault planned) {
            return new DiskTrouble.Full();
        }
    },
    SLOW_FSYNC("every fsync takes 500 ms longer", Profile.CALM, false) {
        @Override
        DiskTrouble trouble(PlannedFault planned) {
            Duration delay = planned.duration("delay", Duration.ofMillis(500));
            if (delay.isZero() || delay.isNegative()) {
                throw new IllegalArgumentException("delay (" + delay + ") must be longer than nothing: 500ms");
            }
            return new DiskTrouble.SlowSync(delay);
        }

        @Override
        List<String> parameters() {
            return List.of("delay");
        }
    },
    HUNG("nothing is read or written until it is over", Profile.NIGHTLY, true) {
        @Override
        DiskTrouble trouble(PlannedFault planned) {
            return new DiskTrouble.Hung();
        }
    },
    THROTTLED("ten writes a second, the leader that stays leader", Profile.NIGHTLY, false) {
        @Override
        DiskTrouble trouble(PlannedFault planned) {
            double writes = planned.number("writesPerSecond", 10);
            if (!(writes >= 1)) {
                throw new IllegalArgumentException("writesPerSecond (" + writes + ") must be 1 or more");
            }
            return new DiskTrouble.Throttled((int) writes);
        }

        @Override
        List<String> parameters() {
            return List.of("writesPerSecond");
        }
    },
    READ_ONLY("every write fails", Profile.NIGHTLY, true) {
        @Override
        DiskTrouble trouble(PlannedFault planned) {
            return new DiskTrouble.ReadOnly();
        }
    };

    private final String summary;
    private final Profile profile;
    private final boolean stops;

    Sickness(String summary, Profile profile, boolean stops) {
        this.summary = summary;
        this.profile = profile;
        this.stops = stops;
    }

    /** As bad as the plan says. */
    abstract DiskTrouble trouble(PlannedFault planned);

    /** What it takes from the cluster: a node that cannot write does nothing that counts. */
    Impact impact(List<Node> nodes) {
        return stops ? Impact.down(nodes) : Impact.on(nodes);
    }

    String summary() {
        return summary;
    }

    Profile profile() {
        return profile;
    }

    /** What a plan may set. */
    List<String> parameters() {
        return List.of();
    }
}
