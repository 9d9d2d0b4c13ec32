package io.schism.results.figures;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.results.FaultWindow;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What can be counted in a history. Immutable.
 *
 * @param operations a line for each kind of call; the last one counts all
 * @param span from the first invocation to the last event, in nanoseconds; 0 when nothing was timed
 * @param longestOutage the longest time without a success, or null when nothing was timed
 * @param outageByFault for each family of faults the longest time without a success that touches one of its windows
 */
public record RunFigures(
        List<OperationFigures> operations,
        long span,
        @Nullable Outage longestOutage,
        Map<String, Outage> outageByFault) {
    public RunFigures {
        operations = List.copyOf(operations);
        outageByFault = new TreeMap<>(outageByFault);
    }

    /** Counts. */
    public static RunFigures of(History history, List<FaultWindow> faults) {
        List<Call> calls = Call.of(history);
        List<OperationFigures> operations = OperationFigures.of(calls);
        long first = Long.MAX_VALUE;
        long last = -1;
        long lastTry = -1;
        for (Operation operation : history.operations()) {
            if (operation.ofClient() && operation.time() >= 0) {
                first = Math.min(first, operation.time());
                last = Math.max(last, operation.time());
                lastTry = operation.type() == Operation.Type.INVOKE ? Math.max(lastTry, operation.time()) : lastTry;
            }
        }
        if (last < 0) {
            return new RunFigures(operations, 0, null, Map.of());
        }
        // Not the last event: when nobody tries any more, the wait for the last answers is no outage.
        long[] moments = successes(calls, first, Math.max(first, lastTry));
        Outage longest = longest(moments, first, last);
        Map<String, Outage> byFault = new TreeMap<>();
        for (FaultWindow fault : faults) {
            Long begun = fault.begun();
            if (begun != null) {
                Long healed = fault.healed();
                Outage worst = longest(moments, begun, healed == null ? last : healed);
                byFault.merge(fault.fault(), worst, (a, b) -> a.length() >= b.length() ? a : b);
            }
        }
        return new RunFigures(operations, last - first, longest, byFault);
    }

    /** The line that counts all calls. */
    public OperationFigures all() {
        return operations.get(operations.size() - 1);
    }

    /** Calls that took effect, a second. */
    public double okPerSecond() {
        return span == 0 ? 0 : all().ok() * 1e9 / span;
    }

    /** The moments of success, in order, with the first and the last try around them. */
    private static long[] successes(List<Call> calls, long first, long last) {
        long[] moments = calls.stream()
                .filter(call -> call.outcome() == Operation.Type.OK)
                .mapToLong(call ->
                        call.completion() == null ? -1 : call.completion().time())
                .filter(time -> time >= 0)
                .toArray();
        long[] all = Arrays.copyOf(moments, moments.length + 2);
        all[moments.length] = first;
        all[moments.length + 1] = last;
        Arrays.sort(all);
        return all;
    }

    private static Outage longest(long[] moments, long begin, long end) {
        Outage longest = new Outage(begin, begin);
        for (int i = 1; i < moments.length; i++) {
            Outage gap = new Outage(moments[i - 1], moments[i]);
            if (gap.length() > longest.length() && gap.touches(begin, end)) {
                longest = gap;
            }
        }
        return longest;
    }
}
