package io.schism.checkers.ids;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * No identifier is handed out twice.
 *
 * <p>Operations: {@code generate}; invoked with null, {@code ok} with the identifier (any value but null). {@code fail} and {@code info}
 * handed out nothing that anybody saw and are left aside. With keys, identifiers must be unique per key. Anomaly:
 * {@code duplicate-id}. One pass; the budget is not looked at.
 */
public final class UniqueIds implements Checker {
    private static final String NAME = "unique-ids";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Findings findings = new Findings(NAME);
        Map<Owner, Operation> first = new HashMap<>();
        long invoked = 0;
        long acknowledged = 0;
        for (Operation operation : history.operations()) {
            if (!operation.ofClient() || !operation.f().equals("generate")) {
                continue;
            }
            if (operation.type() == Operation.Type.INVOKE) {
                invoked++;
            }
            if (operation.type() != Operation.Type.OK) {
                continue;
            }
            acknowledged++;
            Object id = operation.value();
            if (id == null) {
                findings.unfit(operation, "it has no value; record the identifier");
                continue;
            }
            Operation before = first.putIfAbsent(new Owner(operation.key(), id), operation);
            if (before != null) {
                findings.add(
                        "duplicate-id",
                        "identifier " + id + " was handed out to process " + before.process() + " and again to process "
                                + operation.process(),
                        List.of(before, operation),
                        Map.of("id", id));
            }
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("attempted", invoked);
        details.put("acknowledged", acknowledged);
        details.put("distinct", (long) first.size());
        return findings.result(
                details,
                acknowledged == 0 ? "no identifier was handed out" : null,
                "all " + acknowledged + " identifiers differ");
    }

    private record Owner(@Nullable Object key, Object id) {}
}
