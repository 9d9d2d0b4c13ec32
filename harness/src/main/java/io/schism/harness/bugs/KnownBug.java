package io.schism.harness.bugs;

import java.util.List;
import java.util.Objects;

/**
 * A broken promise of released software. Immutable.
 *
 * @param name as {@code ./schism bugs NAME} takes it
 * @param software what has it, with version or setting
 * @param promise the promise that is broken, and where that was reported
 * @param guilty arguments of {@code ./schism test} under which it shows; a run must be convicted
 * @param healthy arguments under which it must not show; every run must be valid
 */
public record KnownBug(String name, String software, String promise, List<String> guilty, List<String> healthy) {
    public KnownBug {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(software, "software");
        Objects.requireNonNull(promise, "promise");
        guilty = List.copyOf(guilty);
        healthy = List.copyOf(healthy);
    }
}
