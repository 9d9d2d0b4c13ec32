package io.schism.results.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code faults.jsonl}. Immutable.
 *
 * @param id number of the fault in its run
 * @param kind what became of it
 * @param time nanoseconds since the start of the run
 * @param fault its family: {@code partition}, {@code kill}, …
 * @param variant which kind of the family; empty when it has but one
 * @param name what it does to whom, for people
 * @param details what the kind adds, written beside the other members; see the factory methods
 */
public record FaultEvent(
        long id,
        Kind kind,
        long time,
        String fault,
        String variant,
        String name,
        Map<String, @Nullable Object> details) {
    public FaultEvent {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(variant, "variant");
        Objects.requireNonNull(name, "name");
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** What can become of a fault. */
    public enum Kind {
        /** The schedule wants it at {@code at} for {@code hold} (both nanoseconds), with {@code seed}. */
        PLANNED,
        /** It was left out: {@code why}. */
        SKIPPED,
        /** Its effect is in force; {@code targets} are the nodes hit, {@code millis} is how long injecting took. */
        BEGUN,
        /** It was measured: {@code happened}, {@code sentence}, {@code measures}. */
        EVIDENCE,
        /** Its effect is gone. */
        HEALED,
        /** It could not be injected, proven or healed: {@code problem}. */
        PROBLEM;

        /** The word in the file. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The same fault with what {@link Kind#PLANNED} adds.
     *
     * @param at when it is to begin, in nanoseconds since the start of the run
     * @param hold how long it is to stay, in nanoseconds
     * @param seed what decides its targets
     */
    public static FaultEvent planned(
            long id, long time, String fault, String variant, String name, long at, long hold, long seed) {
        return new FaultEvent(
                id, Kind.PLANNED, time, fault, variant, name, Map.of("at", at, "hold", hold, "seed", seed));
    }

    /** The same fault, in force. */
    public static FaultEvent begun(
            long id, long time, String fault, String variant, String name, List<String> targets, double millis) {
        return new FaultEvent(
                id, Kind.BEGUN, time, fault, variant, name, Map.of("targets", List.copyOf(targets), "millis", millis));
    }

    /** The same fault, measured. */
    public static FaultEvent evidence(
            long id,
            long time,
            String fault,
            String variant,
            String name,
            boolean happened,
            String sentence,
            Map<String, ?> measures) {
        return new FaultEvent(
                id,
                Kind.EVIDENCE,
                time,
                fault,
                variant,
                name,
                Map.of("happened", happened, "sentence", sentence, "measures", measures));
    }

    /** The same fault, gone. */
    public static FaultEvent healed(long id, long time, String fault, String variant, String name) {
        return new FaultEvent(id, Kind.HEALED, time, fault, variant, name, Map.of());
    }

    /** The same fault, with what went wrong in one sentence. */
    public static FaultEvent problem(long id, long time, String fault, String variant, String name, String problem) {
        return new FaultEvent(id, Kind.PROBLEM, time, fault, variant, name, Map.of("problem", problem));
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", id);
        object.put("event", kind.word());
        object.put("time", time);
        object.put("fault", fault);
        object.put("variant", variant);
        object.put("name", name);
        details.forEach(object::putIfAbsent);
        return object;
    }
}
