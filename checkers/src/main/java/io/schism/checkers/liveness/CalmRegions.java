package io.schism.checkers.liveness;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The times of a history in which no fault is in force, as the nemesis recorded it: from {@code begun} to {@code healed}, told apart by the
 * {@code id} in the value, and for the grace after that. A fault that never healed is in force to the end.
 */
final class CalmRegions {
    private CalmRegions() {}

    /**
     * A time without faults, in nanoseconds.
     *
     * @param from its beginning
     * @param to its end
     */
    record Region(long from, long to) {}

    /** All of them, in order. */
    static List<Region> of(History history, long grace) {
        List<Region> regions = new ArrayList<>();
        List<Object> inForce = new ArrayList<>();
        long calmFrom = 0;
        long end = 0;
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            end = Math.max(end, operation.time());
            if (operation.ofClient() || !(operation.value() instanceof Map<?, ?> fault)) {
                continue;
            }
            Object id = String.valueOf(fault.get("id"));
            if ("begun".equals(fault.get("phase"))) {
                if (inForce.isEmpty() && operation.time() > calmFrom) {
                    regions.add(new Region(calmFrom, operation.time()));
                }
                inForce.add(id);
            }
            if ("healed".equals(fault.get("phase"))) {
                inForce.remove(id);
                calmFrom = operation.time() + grace;
            }
        }
        if (inForce.isEmpty() && end > calmFrom) {
            regions.add(new Region(calmFrom, end));
        }
        return regions;
    }
}
