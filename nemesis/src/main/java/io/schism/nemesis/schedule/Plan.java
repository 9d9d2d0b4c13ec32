package io.schism.nemesis.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the nemesis will do, in order of time. It can be read back from the {@code planned} lines of a {@code faults.jsonl}. Immutable.
 *
 * @param faults in order of {@link PlannedFault#at()}, ids unique
 */
public record Plan(List<PlannedFault> faults) {
    /** No faults at all. */
    public static final Plan NONE = new Plan(List.of());

    public Plan {
        List<PlannedFault> ordered = new ArrayList<>(faults);
        ordered.sort(Comparator.comparing(PlannedFault::at).thenComparing(PlannedFault::id));
        Set<Integer> seen = new HashSet<>();
        for (PlannedFault fault : ordered) {
            if (!seen.add(fault.id())) {
                throw new IllegalArgumentException(
                        "two planned faults have the id " + fault.id() + "; give each its own");
            }
        }
        faults = List.copyOf(ordered);
    }

    /** When the last fault ends; zero for an empty plan. */
    public Duration end() {
        return faults.stream()
                .map(PlannedFault::end)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /**
     * Reads the lines of a {@code faults.jsonl}; those that are not {@code planned} are passed over.
     *
     * @throws IllegalArgumentException in one line that names the line and what is wrong with it
     */
    public static Plan fromMaps(List<Map<String, Object>> lines) {
        List<PlannedFault> faults = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            PlanLine.read(i + 1, lines.get(i)).ifPresent(faults::add);
        }
        return new Plan(faults);
    }
}
