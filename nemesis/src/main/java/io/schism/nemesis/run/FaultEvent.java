package io.schism.nemesis.run;

import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.target.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened to a planned fault: one line of {@code faults.jsonl}. Immutable.
 *
 * @param planned what the plan says about it
 * @param kind what happened
 * @param time nanoseconds since the start of the run; of {@code BEGUN} when the effect was in force, of {@code HEALED} when it was gone
 * @param name what it does and to whom; the label of the planned fault while nobody has been drawn
 * @param targets the nodes hit
 * @param details what else there is to know, values as JSON has them
 */
public record FaultEvent(
        PlannedFault planned, Kind kind, long time, String name, List<Node> targets, Map<String, Object> details) {
    public FaultEvent {
        Objects.requireNonNull(planned, "planned");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        targets = List.copyOf(targets);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** What can happen to a planned fault. */
    public enum Kind {
        /** It is in the plan; comes once for every fault, before the run begins. */
        PLANNED,
        /** It was left out: there was nobody left to hit without taking the quorum, or the run ended first. */
        SKIPPED,
        /** It is in force. */
        BEGUN,
        /** It was measured. */
        EVIDENCE,
        /** It is gone. */
        HEALED,
        /** It could not be injected, proved or healed: a finding. */
        PROBLEM;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The line, values as JSON has them; the {@code planned} ones are what {@code Plan.fromMaps} reads. */
    public Map<String, Object> toMap() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", planned.id());
        line.put("event", kind.word());
        line.put("time", time);
        line.put("fault", planned.fault());
        line.put("variant", planned.variant());
        line.put("name", name);
        if (!targets.isEmpty()) {
            line.put("targets", targets.stream().map(Node::name).toList());
        }
        line.putAll(details);
        return line;
    }

    /**
     * The value of the operation by which the fault appears in the history: {@code {"id", "phase", "name", "targets"}}; empty for events
     * that do not appear there. Its {@code f} is {@link PlannedFault#fault()}.
     */
    public Optional<Map<String, Object>> historyValue() {
        if (kind != Kind.BEGUN && kind != Kind.HEALED) {
            return Optional.empty();
        }
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("id", (long) planned.id());
        value.put("phase", kind.word());
        value.put("name", name);
        value.put("targets", targets.stream().map(Node::name).toList());
        return Optional.of(value);
    }
}
