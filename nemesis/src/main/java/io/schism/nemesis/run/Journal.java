package io.schism.nemesis.run;

import io.schism.nemesis.run.FaultEvent.Kind;
import io.schism.nemesis.schedule.Plan;
import io.schism.nemesis.schedule.PlannedFault;
import io.schism.nemesis.target.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Stamps what happens, tells the listener one event at a time, and adds it up. Safe for several threads. */
final class Journal {
    private final LongSupplier clock;
    private final Consumer<FaultEvent> listener;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, List<Duration>> latencies = new LinkedHashMap<>();
    private int proved;
    private int cutShort;

    Journal(LongSupplier clock, Consumer<FaultEvent> listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /** Nanoseconds since the start of the run. */
    long now() {
        return clock.getAsLong();
    }

    synchronized void planned(Plan plan) {
        for (PlannedFault fault : plan.faults()) {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("at", fault.at().toNanos());
            details.put("hold", fault.hold().toNanos());
            details.put("seed", fault.seed());
            if (!fault.parameters().isEmpty()) {
                details.put("parameters", fault.parameters());
            }
            tell(new FaultEvent(fault, Kind.PLANNED, now(), fault.label(), List.of(), details));
        }
    }

    synchronized void begun(
            PlannedFault fault,
            long time,
            String name,
            List<Node> targets,
            Duration latency,
            Map<String, Object> details) {
        latencies.computeIfAbsent(fault.fault(), family -> new ArrayList<>()).add(latency);
        tell(new FaultEvent(fault, Kind.BEGUN, time, name, targets, details));
    }

    synchronized void healed(PlannedFault fault, String name, List<Node> targets, Duration latency, int attempts) {
        tell(new FaultEvent(
                fault, Kind.HEALED, now(), name, targets, Map.of("latency", latency.toNanos(), "attempts", attempts)));
    }

    synchronized void event(
            PlannedFault fault, Kind kind, String name, List<Node> targets, Map<String, Object> details) {
        tell(new FaultEvent(fault, kind, now(), name, targets, details));
    }

    synchronized void proved() {
        proved++;
    }

    synchronized void cutShort() {
        cutShort++;
    }

    synchronized void problem(PlannedFault fault, Problem.Kind kind, String name, List<Node> targets, String sentence) {
        problems.add(new Problem(fault.id(), kind, sentence));
        tell(new FaultEvent(
                fault, Kind.PROBLEM, now(), name, targets, Map.of("problem", kind.word(), "sentence", sentence)));
    }

    /** Something wrong with the nemesis itself rather than with one fault. */
    synchronized void broken(String sentence) {
        problems.add(new Problem(0, Problem.Kind.DIED, sentence));
    }

    synchronized NemesisSummary summary() {
        return new NemesisSummary(
                count(Kind.PLANNED),
                count(Kind.BEGUN),
                proved,
                count(Kind.HEALED),
                count(Kind.SKIPPED),
                cutShort,
                problems,
                latencies);
    }

    private int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    private void tell(FaultEvent event) {
        counts.merge(event.kind(), 1, Integer::sum);
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            // The listener writes files; a full disk there must not keep a fault from being healed. The run is not
            // valid then.
            problems.add(new Problem(
                    event.planned().id(),
                    Problem.Kind.DIED,
                    "the event " + event.kind().word() + " could not be recorded: " + e));
        }
    }
}
