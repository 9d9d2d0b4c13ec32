package io.schism.nemesis.catalogue;

import io.schism.nemesis.schedule.Repertoire;
import java.util.List;
import java.util.Objects;

/**
 * What is left of a {@link FaultSelection} on this machine.
 *
 * @param repertoire what the schedule may choose from
 * @param leftOut what was not asked for by name and cannot be had here, to be shown before the run begins
 */
public record Offer(Repertoire repertoire, List<Availability> leftOut) {
    public Offer {
        Objects.requireNonNull(repertoire, "repertoire");
        leftOut = List.copyOf(leftOut);
    }
}
