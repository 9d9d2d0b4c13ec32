package io.schism.workloads.queue;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Judges a queue whose dequeues of unknown outcome say which element they went for. Without that each may have taken any element, and a few of them
 * spend every budget. An element that somebody else dequeued was not taken by them. One that nobody dequeued was, if at all, taken by
 * one of them; it is given to the first that went for it, as if that had ended at the very end: no other can have had more time for it. If in
 * truth nobody took it, it was still first in the queue when all was over, and to take it then is legal.
 *
 * @param judge what judges the history without dequeues of unknown outcome
 */
record ResolvedQueue(Checker judge) implements Checker {
    @Override
    public String name() {
        return judge.name();
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Set<List<Object>> taken = new HashSet<>();
        Map<List<Object>, Integer> wanted = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (!operation.f().equals(QueueWorkload.DEQUEUE) || operation.value() == null) {
                continue;
            }
            if (operation.type() == Operation.Type.OK) {
                taken.add(element(operation));
            }
            if (operation.type() == Operation.Type.INFO) {
                // Candidates are compared by their invocations: the first has the longest time.
                wanted.merge(
                        element(operation),
                        i,
                        (one, other) -> history.pairOf(one) < history.pairOf(other) ? one : other);
            }
        }
        List<Operation> resolved = new ArrayList<>();
        List<Operation> late = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            boolean unknown = operation.type() == Operation.Type.INFO
                    && operation.f().equals(QueueWorkload.DEQUEUE)
                    && operation.value() != null;
            if (!unknown) {
                resolved.add(operation);
                continue;
            }
            List<Object> element = element(operation);
            boolean tookIt = Objects.equals(wanted.get(element), i) && !taken.contains(element);
            (tookIt ? late : resolved).add(as(operation, tookIt ? Operation.Type.OK : Operation.Type.FAIL));
        }
        resolved.addAll(late);
        return judge.check(History.of(resolved), budget);
    }

    private static List<Object> element(Operation operation) {
        return Arrays.asList(operation.key(), operation.value());
    }

    private static Operation as(Operation operation, Operation.Type type) {
        return new Operation(
                operation.index(),
                operation.time(),
                operation.process(),
                type,
                operation.f(),
                operation.key(),
                operation.value(),
                operation.error());
    }
}
