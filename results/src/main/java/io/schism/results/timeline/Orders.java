package io.schism.results.timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The orders in which the calls before a contradiction can have taken effect, as the linearizability checker gives them in the details of
 * its evidence. Immutable.
 *
 * @param failing index of the invocation that fits no order; -1 when the checker names none
 * @param paths possible orders up to it
 * @param states the states that were possible when it returned
 */
public record Orders(long failing, List<List<Step>> paths, List<String> states) {
    private static final int MOST = 8;

    public Orders {
        paths = paths.stream()
                .filter(path -> !path.isEmpty())
                .limit(MOST)
                .map(List::copyOf)
                .toList();
        states = List.copyOf(states);
    }

    /**
     * One call taking effect.
     *
     * @param invocation index of its invocation
     * @param state the state after it
     */
    public record Step(long invocation, String state) {}

    /** None: the checker does not think in orders. */
    public static Orders none() {
        return new Orders(-1, List.of(), List.of());
    }

    /** Those in these details; none where they are missing. */
    public static Orders of(Map<String, ? extends @Nullable Object> details) {
        if (!(details.get("failingInvocation") instanceof Number failing)) {
            return none();
        }
        List<List<Step>> paths = new ArrayList<>();
        if (details.get("paths") instanceof List<?> given) {
            given.forEach(path -> paths.add(steps(path)));
        }
        List<String> states = details.get("lastState") instanceof List<?> given
                ? given.stream().map(OperationText::value).toList()
                : List.of();
        return new Orders(failing.longValue(), paths, states);
    }

    /** The same contradiction, for a drawing too large to show orders in. */
    public Orders withoutPaths() {
        return new Orders(failing, List.of(), states);
    }

    private static List<Step> steps(@Nullable Object path) {
        List<Step> steps = new ArrayList<>();
        if (path instanceof List<?> given) {
            for (Object step : given) {
                if (step instanceof Map<?, ?> map && map.get("operation") instanceof Number operation) {
                    steps.add(new Step(operation.longValue(), OperationText.value(map.get("state"))));
                }
            }
        }
        return steps;
    }

    /** As {@code timeline.js} reads it, with the number of each call's bar. */
    Map<String, @Nullable Object> json(Map<Long, Integer> barOf) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("failing", barOf.getOrDefault(failing, -1));
        object.put("states", states);
        object.put(
                "paths",
                paths.stream()
                        .filter(path -> path.stream().allMatch(step -> barOf.containsKey(step.invocation())))
                        .map(path -> path.stream()
                                .map(step -> Map.of("bar", barOf.get(step.invocation()), "state", step.state()))
                                .toList())
                        .toList());
        return object;
    }
}
