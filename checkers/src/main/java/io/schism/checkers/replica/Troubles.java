package io.schism.checkers.replica;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.checkers.replica.Observation.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which faults hit which node, and when, as far as they matter for what a node must remember.
 *
 * @param troubles by the id of the fault
 */
record Troubles(List<Trouble> troubles) {
    /** After these a node may begin anew: it was replaced by an empty one, or its files were damaged, and it was replaced afterwards. */
    private static final Set<String> REPLACING = Set.of("wipe", "membership", "damage");

    private record Trouble(String family, List<String> targets, long begun, long healed) {}

    static Troubles of(History history) {
        Map<Object, Trouble> found = new HashMap<>();
        for (Operation operation : history.operations()) {
            if (operation.ofClient() || !(operation.value() instanceof Map<?, ?> value) || value.get("id") == null) {
                continue;
            }
            Object id = value.get("id");
            if ("begun".equals(value.get("phase"))) {
                List<String> targets = names(value.get("targets"));
                found.put(id, new Trouble(operation.f(), targets, operation.time(), Long.MAX_VALUE));
            }
            Trouble begun = found.get(id);
            if ("healed".equals(value.get("phase")) && begun != null) {
                found.put(id, new Trouble(begun.family, begun.targets, begun.begun, operation.time()));
            }
        }
        return new Troubles(new ArrayList<>(found.values()));
    }

    /**
     * Whether a fault held the node at any time from the first answer to the second. A slow disk can keep a term in memory for seconds; killed
     * then, a node may forget it without having promised anything.
     */
    boolean held(Standing first, Standing second) {
        return troubles.stream()
                .filter(trouble -> trouble.targets.contains(first.node()))
                .anyMatch(trouble -> trouble.begun <= second.occasion().answered()
                        && trouble.healed >= first.occasion().asked());
    }

    /** Whether the node may have been replaced by an empty one since this answer, before the second. */
    boolean replacedBetween(Standing first, Standing second) {
        return troubles.stream()
                .filter(trouble -> REPLACING.contains(trouble.family))
                .filter(trouble -> trouble.targets.contains(first.node()))
                .anyMatch(trouble -> trouble.begun <= second.occasion().answered()
                        && trouble.healed >= first.occasion().asked());
    }

    private static List<String> names(@Nullable Object given) {
        return given instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
