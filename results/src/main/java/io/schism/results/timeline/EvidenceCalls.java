package io.schism.results.timeline;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.results.figures.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The calls behind the operations of an evidence, which may name only one half of each. */
public final class EvidenceCalls {
    private EvidenceCalls() {}

    /** The calls, in order of invocation; missing halves are taken from the whole history, where it has them. */
    public static List<Call> of(List<Operation> evidence, History whole) {
        List<Call> calls = new ArrayList<>();
        Map<Integer, Operation> open = new HashMap<>();
        for (Operation operation : evidence) {
            if (!operation.ofClient()) {
                continue;
            }
            if (operation.type() == Operation.Type.INVOKE) {
                Operation before = open.put(operation.process(), operation);
                if (before != null) {
                    calls.add(complete(before, whole));
                }
                continue;
            }
            Operation invocation = open.remove(operation.process());
            calls.add(new Call(invocation == null ? other(operation, whole) : invocation, operation));
        }
        open.values().forEach(left -> calls.add(complete(left, whole)));
        calls.sort((a, b) -> Long.compare(a.invocation().index(), b.invocation().index()));
        return calls;
    }

    /** The indices of both halves of these calls. */
    public static Set<Long> indices(List<Call> calls) {
        Set<Long> indices = new HashSet<>();
        for (Call call : calls) {
            indices.add(call.invocation().index());
            if (call.completion() != null) {
                indices.add(call.completion().index());
            }
        }
        return indices;
    }

    private static Call complete(Operation invocation, History whole) {
        Operation completion = other(invocation, whole);
        return new Call(invocation, completion.equals(invocation) ? null : completion);
    }

    /** The other half, or the operation itself when the history does not have it. */
    private static Operation other(Operation operation, History whole) {
        int position = position(operation.index(), whole);
        if (position < 0 || whole.get(position).process() != operation.process()) {
            return operation;
        }
        int pair = whole.pairOf(position);
        return pair == History.NONE ? operation : whole.get(pair);
    }

    /** Where the operation with this index stands, or -1; indices only ever grow along a history. */
    private static int position(long index, History whole) {
        int low = 0;
        int high = whole.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = whole.get(middle).index();
            if (found == index) {
                return middle;
            }
            low = found < index ? middle + 1 : low;
            high = found < index ? high : middle - 1;
        }
        return -1;
    }
}
