package io.schism.results.report;

import io.schism.checkers.history.Operation;
import io.schism.results.Amounts;
import io.schism.results.figures.Call;
import io.schism.results.timeline.OperationText;

/**
 * One call as a line of a table.
 *
 * @param index index of its invocation in the history
 * @param process who issued it
 * @param what what was asked and answered
 * @param outcome {@code ok}, {@code fail}, {@code info}
 * @param outcomeWords the same in words
 * @param invoked when it was invoked
 * @param completed when it completed, or a dash
 */
record OperationLine(
        String index,
        String process,
        String what,
        String outcome,
        String outcomeWords,
        String invoked,
        String completed) {
    static OperationLine of(Call call) {
        Operation invocation = call.invocation();
        Operation completion = call.completion();
        Operation.Type outcome = call.outcome();
        String error =
                completion == null || completion.error() == null ? "" : ": " + OperationText.value(completion.error());
        return new OperationLine(
                String.valueOf(invocation.index()),
                String.valueOf(invocation.process()),
                OperationText.withKey(call),
                outcome.word(),
                words(outcome) + error,
                moment(invocation),
                completion == null ? "never" : moment(completion));
    }

    private static String moment(Operation operation) {
        return operation.time() < 0 ? "–" : Amounts.moment(operation.time());
    }

    private static String words(Operation.Type outcome) {
        return switch (outcome) {
            case INVOKE, INFO -> "unknown";
            case OK -> "took effect";
            case FAIL -> "did not take effect";
        };
    }
}
