package io.schism.nemesis.catalogue;

import io.schism.nemesis.schedule.Repertoire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

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

    /**
     * What was left out, one sentence a reason; a family of which nothing is left goes by its name alone: {@code "slow, disk: it needs
     * …"}.
     */
    public List<String> leftOutInWords() {
        Map<String, Set<String>> byReason = new LinkedHashMap<>();
        for (Availability left : leftOut) {
            boolean some = repertoire.families().stream()
                    .anyMatch(family -> family.name().equals(left.fault()));
            byReason.computeIfAbsent(left.refusal().orElse("not available"), reason -> new LinkedHashSet<>())
                    .add(some ? left.label() : left.fault());
        }
        List<String> sentences = new ArrayList<>();
        byReason.forEach((reason, labels) -> sentences.add(String.join(", ", labels) + ": " + reason));
        return sentences;
    }
}
