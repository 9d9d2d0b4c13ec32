package io.schism.harness.engine;

import java.util.Objects;
import java.util.Optional;

/**
 * Why a phase ended.
 *
 * @param reason why
 * @param problem one sentence when something went wrong
 */
public record PhaseEnd(Reason reason, Optional<String> problem) {
    public PhaseEnd {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(problem, "problem");
    }

    /** What can end a phase. */
    public enum Reason {
        /** The generator had no more operations. */
        EXHAUSTED,
        /** Somebody called {@link Engine#stop}. */
        STOPPED,
        /** The generator failed, or client calls pile up that never return; the history until then is sound. */
        BROKEN
    }
}
