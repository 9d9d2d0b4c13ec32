package io.schism.results.timeline;

import io.schism.checkers.history.Operation;
import io.schism.results.figures.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares lines between processes that never overlap. An unknown outcome ends a process, and its client goes on under another number; a long
 * history has hundreds of them, but only as many at a time as it has clients.
 */
final class Lanes {
    private Lanes() {}

    /** For each process, in order of appearance, the first line that is free when it begins. */
    static Map<Integer, Integer> packed(List<Call> calls) {
        Map<Integer, long[]> spans = new LinkedHashMap<>();
        for (Call call : calls) {
            Operation completion = call.completion();
            long begin = call.invocation().index();
            long end = completion == null ? Long.MAX_VALUE : completion.index();
            long[] span = spans.computeIfAbsent(call.invocation().process(), process -> new long[] {begin, end});
            span[1] = Math.max(span[1], end);
        }
        Map<Integer, Integer> lanes = new LinkedHashMap<>();
        List<Long> freeAfter = new ArrayList<>();
        spans.forEach((process, span) -> {
            int lane = 0;
            while (lane < freeAfter.size() && freeAfter.get(lane) >= span[0]) {
                lane++;
            }
            if (lane == freeAfter.size()) {
                freeAfter.add(0L);
            }
            freeAfter.set(lane, span[1]);
            lanes.put(process, lane);
        });
        return lanes;
    }
}
