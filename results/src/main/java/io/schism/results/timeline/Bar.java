package io.schism.results.timeline;

import io.schism.checkers.history.Operation;
import io.schism.results.figures.Call;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call in the drawing. Places are counted in events: the first event of the drawing is 0.
 *
 * @param call the call
 * @param lane the line it stands on
 * @param begin the place of its invocation
 * @param end the place of its completion, or -1 when it has none here
 * @param marked whether it is part of the evidence
 */
record Bar(Call call, int lane, int begin, int end, boolean marked) {
    /** As {@code timeline.js} reads it. */
    Map<String, @Nullable Object> json(boolean withKey, String where) {
        Operation invocation = call.invocation();
        Operation completion = call.completion();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("lane", lane);
        object.put("from", begin);
        object.put("to", end);
        object.put("start", invocation.time());
        object.put("stop", completion == null ? -1 : completion.time());
        object.put("outcome", call.outcome().word());
        object.put("label", withKey ? OperationText.withKey(call) : OperationText.of(call));
        object.put("where", where);
        object.put("lines", invocation.index() + (completion == null ? "" : ", " + completion.index()));
        if (completion != null && completion.error() != null) {
            object.put("error", OperationText.value(completion.error()));
        }
        if (marked) {
            object.put("marked", true);
        }
        return object;
    }
}
