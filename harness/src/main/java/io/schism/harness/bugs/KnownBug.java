package io.schism.harness.bugs;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A promise of released software that is broken, or is said to be. Immutable.
 *
 * @param name as {@code ./schism bugs NAME} takes it
 * @param software what has it, with its version
 * @param etcd the versions of etcd that have it, one of which must be on the PATH; empty when that does not matter
 * @param fault what makes it show, in a few words
 * @param promise the promise that is broken, how, and where that was reported
 * @param expected what a run is expected to end with
 * @param attempts so many runs are made at most until what is expected has come
 * @param guilty arguments of {@code ./schism test} under which it shows
 * @param healthy arguments under which it must not show; every run must be valid
 * @param measured what came of the guilty arguments when they were last tried
 */
public record KnownBug(
        String name,
        String software,
        List<String> etcd,
        String fault,
        String promise,
        Expected expected,
        int attempts,
        List<String> guilty,
        List<String> healthy,
        Measured measured) {
    public KnownBug {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(software, "software");
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(promise, "promise");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(measured, "measured");
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts (" + attempts + ") of " + name + " must be at least 1");
        }
        etcd = List.copyOf(etcd);
        guilty = List.copyOf(guilty);
        healthy = List.copyOf(healthy);
    }

    /** What a row expects of its guilty runs. */
    public enum Expected {
        /** One of so many runs is convicted. */
        CONVICTED("invalid"),
        /** Nobody has shown it yet on this machine: a run that passes is no surprise, and one that is convicted is good news. */
        HUNTED("hunted");

        private final String word;

        Expected(String word) {
            this.word = word;
        }

        /** As it is listed. */
        public String word() {
            return word;
        }
    }

    /**
     * Figures of runs that were really made; {@code ./schism bugs NAME --repeat N} makes them again.
     *
     * @param runs so many runs were made, with seeds from 1
     * @param convictions so many of them were convicted
     * @param seconds median of the seconds from the start of a convicted run, its cluster's included, to its verdict; 0 without any
     */
    public record Measured(int runs, int convictions, int seconds) {
        public Measured {
            if (runs < 1 || convictions < 0 || convictions > runs || (convictions == 0) != (seconds == 0)) {
                throw new IllegalArgumentException("convictions (" + convictions + ") in " + runs + " runs, after "
                        + seconds + " s, cannot have been measured");
            }
        }
    }

    /** The workload of the guilty runs. */
    public String workload() {
        return argument("--workload").orElse("register");
    }

    private Optional<String> argument(String option) {
        int at = guilty.indexOf(option);
        return at < 0 ? Optional.empty() : Optional.of(guilty.get(at + 1));
    }
}
