package io.schism.checkers.saga;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every order is whole or wholly undone once it is settled, and stays so (H. Garcia-Molina and K. Salem, <i>Sagas</i>, 1987, section 2).
 *
 * <p>Operations: {@code place} with {@code {"order": n, …}}, {@code ok} with {@code "end"} {@code "whole"}, {@code "undone"} or {@code "gone"} (it was begun and then not there); {@code settle}
 * with {@code {"from": n, "to": m}}, which ends the orders from {@code n} to {@code m - 1} or gives them up; {@code inspect}, {@code ok} with
 * {@code {"orders": [{"order": n, "steps": [bool, …]}, …]}}, all seen at one moment. Judged is each order in each {@code ok} inspection by what
 * had completed before the inspection began. Anomalies:
 * <ul>
 *   <li>{@code order-lost}: its placing found it gone;
 *   <li>{@code half-done}: settled, and neither all steps are there nor none;
 *   <li>{@code step-missing}: its placing ended whole, and a step is not there;
 *   <li>{@code not-undone}: its placing ended undone or failed, and a step is there;
 *   <li>{@code out-of-order}: a step is there and one before it is not.
 * </ul>
 *
 * <p>An {@code info} place or settle says nothing. One pass; the budget is not looked at.
 */
public final class Saga implements Checker {
    private static final String NAME = "saga";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Findings findings = new Findings(NAME);
        Known known = new Known(history);
        Set<Long> judged = new HashSet<>();
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (!operation.ofClient() || !(operation.value() instanceof Map<?, ?> value)) {
                continue;
            }
            if (operation.type() == Operation.Type.INVOKE) {
                known.begins(operation, value);
                continue;
            }
            switch (operation.f()) {
                case "place" -> {
                    if (operation.type() == Operation.Type.OK && "gone".equals(value.get("end"))) {
                        lost(history, i, value, findings);
                    }
                    known.placed(i, operation, value);
                }
                case "settle" -> known.settled(i, operation, value);
                case "inspect" -> inspect(history, i, value, known, judged, findings);
                default -> {
                    // other operations say nothing about orders
                }
            }
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("placed", (long) known.begun.size());
        details.put("settled", (long) known.settled.size());
        details.put("inspectedAfterwards", (long) judged.size());
        return findings.result(
                details,
                judged.isEmpty() ? "no order was inspected after it was settled" : null,
                "all " + judged.size()
                        + " orders that were inspected after they were settled are whole or wholly undone"
                        + (judged.size() < known.begun.size()
                                ? "; " + (known.begun.size() - judged.size()) + " others were not inspected"
                                : ""));
    }

    private static void lost(History history, int position, Map<?, ?> value, Findings findings) {
        Operation placing = history.get(position);
        findings.add(
                "order-lost",
                "process " + placing.process() + " began order " + value.get("order") + ", which was gone after that",
                List.of(history.get(history.pairOf(position)), placing),
                Map.of());
    }

    private static void inspect(
            History history, int position, Map<?, ?> value, Known known, Set<Long> judged, Findings findings) {
        Operation inspection = history.get(position);
        if (inspection.type() != Operation.Type.OK) {
            return;
        }
        if (!(value.get("orders") instanceof List<?> orders)) {
            findings.unfit(inspection, "an inspection needs the list of orders");
            return;
        }
        int begin = history.pairOf(position);
        for (Object one : orders) {
            if (one instanceof Map<?, ?> seen
                    && seen.get("order") instanceof Long order
                    && seen.get("steps") instanceof List<?> steps) {
                Operation shown = inspection.withKeyAndValue(inspection.key(), Map.of("orders", List.of(one)));
                judge(history.get(begin), shown, begin, order, steps, known, judged, findings);
            } else {
                findings.unfit(inspection, "an order that is inspected needs its number and the list of its steps");
            }
        }
    }

    private static void judge(
            Operation invocation,
            Operation inspection,
            int begin,
            long order,
            List<?> steps,
            Known known,
            Set<Long> judged,
            Findings findings) {
        long done = steps.stream().filter(Boolean.TRUE::equals).count();
        String found = "process " + inspection.process() + " found order " + order + " with steps " + steps;
        if (done > 0 && steps.subList(0, (int) done).contains(false)) {
            findings.add("out-of-order", found, List.of(invocation, inspection), Map.of());
        }
        Integer settled = known.settled.get(order);
        if (settled != null && settled < begin) {
            if (known.begun.contains(order)) {
                judged.add(order);
            }
            if (done != 0 && done != steps.size()) {
                findings.add(
                        "half-done",
                        found + " after it was settled",
                        List.of(known.at(settled), invocation, inspection),
                        Map.of());
            }
        }
        Integer end = known.ends.get(order);
        if (end == null || end > begin) {
            return;
        }
        if (known.whole(end) && done < steps.size()) {
            findings.add(
                    "step-missing",
                    found + " after it was placed as a whole",
                    List.of(known.at(end), invocation, inspection),
                    Map.of());
        }
        if (!known.whole(end) && done > 0) {
            findings.add(
                    "not-undone",
                    found + " after it was undone",
                    List.of(known.at(end), invocation, inspection),
                    Map.of());
        }
    }

    /** Where each order was first settled for sure, and where its placing ended for sure. */
    private static final class Known {
        private final History history;
        private final Set<Long> begun = new HashSet<>();
        private final Map<Long, Integer> settled = new HashMap<>();
        private final Map<Long, Integer> ends = new HashMap<>();

        Known(History history) {
            this.history = history;
        }

        void begins(Operation operation, Map<?, ?> value) {
            if (operation.f().equals("place") && value.get("order") instanceof Long order) {
                begun.add(order);
            }
        }

        void placed(int position, Operation operation, Map<?, ?> value) {
            if (operation.type() != Operation.Type.INFO && value.get("order") instanceof Long order) {
                ends.putIfAbsent(order, position);
            }
        }

        void settled(int position, Operation operation, Map<?, ?> value) {
            if (operation.type() == Operation.Type.OK
                    && value.get("from") instanceof Long from
                    && value.get("to") instanceof Long to) {
                for (long order = from; order < to; order++) {
                    settled.putIfAbsent(order, position);
                }
            }
        }

        boolean whole(int position) {
            Operation end = at(position);
            return end.type() == Operation.Type.OK
                    && end.value() instanceof Map<?, ?> value
                    && "whole".equals(value.get("end"));
        }

        Operation at(int position) {
            return history.get(position);
        }
    }
}
