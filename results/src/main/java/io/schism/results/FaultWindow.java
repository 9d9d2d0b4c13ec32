package io.schism.results;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One fault of a run, from the plan to the healing. Times are nanoseconds since the start of the run. Immutable.
 *
 * @param id number of the fault in its run
 * @param fault its family: {@code partition}, {@code kill}, {@code pause}, {@code clock}, …
 * @param variant which kind of the family: {@code halves}, {@code one}; empty when the family has but one
 * @param name what it does to whom: {@code partition n1,n2 | n3,n4,n5}
 * @param targets the nodes hit
 * @param planned when the schedule wanted it, or null when unknown
 * @param begun when its effect was in force, or null when it never was
 * @param healed when its effect was gone, or null when it never was
 * @param happened whether a measurement shows the effect; null when nothing was measured
 * @param evidence the measurement in words; empty when nothing was measured
 * @param problem what went wrong with injecting, proving or healing it; empty when nothing did
 * @param injectionMillis how long injecting took, in milliseconds, or null when unknown
 */
public record FaultWindow(
        long id,
        String fault,
        String variant,
        String name,
        List<String> targets,
        @Nullable Long planned,
        @Nullable Long begun,
        @Nullable Long healed,
        @Nullable Boolean happened,
        String evidence,
        String problem,
        @Nullable Double injectionMillis) {
    public FaultWindow {
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(variant, "variant");
        Objects.requireNonNull(name, "name");
        targets = List.copyOf(targets);
        Objects.requireNonNull(evidence, "evidence");
        Objects.requireNonNull(problem, "problem");
    }

    /** True when a measurement shows that it happened; a fault without proof did not happen. */
    public boolean proven() {
        return Boolean.TRUE.equals(happened);
    }
}
