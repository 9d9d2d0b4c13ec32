package io.schism.results.figures;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invocation and what became of it. Immutable.
 *
 * @param invocation the first half
 * @param completion the second half, or null when none was recorded
 */
public record Call(Operation invocation, @Nullable Operation completion) {
    /** All calls of clients in the history, in order of invocation. */
    public static List<Call> of(History history) {
        List<Call> calls = new ArrayList<>(history.size() / 2 + 1);
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (operation.ofClient() && operation.type() == Operation.Type.INVOKE) {
                int pair = history.pairOf(i);
                calls.add(new Call(operation, pair == History.NONE ? null : history.get(pair)));
            }
        }
        return calls;
    }

    /** How it ended; a call that never completed is as unknown as an {@code info}. */
    public Operation.Type outcome() {
        return completion == null ? Operation.Type.INFO : completion.type();
    }

    /** From invocation to completion, in nanoseconds; -1 when it has no completion or was not timed. */
    public long latency() {
        return completion == null || completion.time() < 0 || invocation.time() < 0
                ? -1
                : Math.max(0, completion.time() - invocation.time());
    }
}
