package io.schism.results.figures;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.List;

/**
 * What can be counted in a history. Immutable.
 *
 * @param operations a line for each kind of call; the last one counts all
 * @param span from the first invocation to the last event, in nanoseconds; 0 when nothing was timed
 */
public record RunFigures(List<OperationFigures> operations, long span) {
    public RunFigures {
        operations = List.copyOf(operations);
    }

    /** Counts. */
    public static RunFigures of(History history) {
        long first = Long.MAX_VALUE;
        long last = -1;
        for (Operation operation : history.operations()) {
            if (operation.ofClient() && operation.time() >= 0) {
                first = Math.min(first, operation.time());
                last = Math.max(last, operation.time());
            }
        }
        return new RunFigures(OperationFigures.of(Call.of(history)), last < 0 ? 0 : last - first);
    }

    /** The line that counts all calls. */
    public OperationFigures all() {
        return operations.get(operations.size() - 1);
    }

    /** Calls that took effect, a second. */
    public double okPerSecond() {
        return span == 0 ? 0 : all().ok() * 1e9 / span;
    }
}
