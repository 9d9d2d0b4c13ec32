package io.schism.workloads.generate;

import java.util.Objects;

/**
 * One step of {@link Generators#unfold}.
 *
 * @param request what is done
 * @param state the state of the next step
 */
public record Unfolded<S>(Request request, S state) {
    public Unfolded {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(state, "state");
    }
}
