package io.schism.checkers.availability;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One fault, from when it was in force until it was gone.
 *
 * @param healed false when the history ends before it was gone
 */
record FaultPeriod(long id, String family, String name, List<String> targets, Interval time, boolean healed) {
    FaultPeriod {
        targets = List.copyOf(targets);
    }

    /**
     * All faults that a history tells of, in the order in which they began. Operations of the nemesis that are no
     * {@code {id, phase, name, targets}}, as those of other tools, are left aside.
     *
     * @param end when those end that were not healed
     */
    static List<FaultPeriod> in(History history, long end) {
        Map<Long, FaultPeriod> faults = new LinkedHashMap<>();
        for (Operation operation : history.operations()) {
            if (operation.ofClient()
                    || !(operation.value() instanceof Map<?, ?> value)
                    || !(value.get("id") instanceof Number number)) {
                continue;
            }
            long id = number.longValue();
            FaultPeriod begun = faults.get(id);
            if ("begun".equals(value.get("phase"))) {
                String name = value.get("name") instanceof String given ? given : operation.f();
                Interval time = new Interval(operation.time(), Math.max(end, operation.time()));
                faults.put(id, new FaultPeriod(id, operation.f(), name, targets(value.get("targets")), time, false));
            }
            if ("healed".equals(value.get("phase")) && begun != null) {
                Interval time = new Interval(begun.time.from(), operation.time());
                faults.put(id, new FaultPeriod(id, begun.family, begun.name, begun.targets, time, true));
            }
        }
        return new ArrayList<>(faults.values());
    }

    private static List<String> targets(@Nullable Object given) {
        return given instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
