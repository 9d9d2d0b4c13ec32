package io.schism.results.timeline;

import io.schism.checkers.history.History;
import io.schism.results.figures.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What went on around a piece of evidence. */
public final class Surroundings {
    private Surroundings() {}

    /**
     * The calls of the whole history nearest to the evidence, in order of invocation: those on the same keys as the evidence, when it has
     * keys, at most {@code limit}. Calls of the evidence come first, then those nearest to its last event.
     */
    public static List<Call> of(List<Call> evidence, History whole, int limit) {
        if (evidence.isEmpty()) {
            return List.of();
        }
        Set<Long> marked = EvidenceCalls.indices(evidence);
        List<String> keys = evidence.stream()
                .map(call -> String.valueOf(call.invocation().key()))
                .distinct()
                .toList();
        long centre = evidence.stream()
                .map(Surroundings::end)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<Call> candidates = new ArrayList<>();
        for (Call call : Call.of(whole)) {
            if (keys.contains(String.valueOf(call.invocation().key()))) {
                candidates.add(call);
            }
        }
        candidates.sort(Comparator.comparing(
                        (Call call) -> !marked.contains(call.invocation().index()))
                .thenComparing(call -> distance(call, centre)));
        List<Call> nearest = new ArrayList<>(candidates.subList(0, Math.min(limit, candidates.size())));
        nearest.sort(Comparator.comparingLong(call -> call.invocation().index()));
        return nearest;
    }

    private static long end(Call call) {
        return Objects.requireNonNullElse(call.completion(), call.invocation()).index();
    }

    private static long distance(Call call, long centre) {
        long begin = call.invocation().index();
        long end = end(call);
        return centre < begin ? begin - centre : centre > end ? centre - end : 0;
    }
}
