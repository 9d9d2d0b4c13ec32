package io.schism.results.timeline;

import io.schism.checkers.history.Operation;
import io.schism.results.FaultWindow;
import io.schism.results.RunInfo;
import io.schism.results.figures.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Calls laid out for drawing: a line for each client, a bar for each call, from its invocation to its completion. There are two scales:
 * time, and the order of the events, in which a microsecond can be seen beside a second. Immutable.
 */
public final class Timeline {
    private static final int MOST_LANES = 12;

    private final List<String> lanes;
    private final List<Bar> bars;
    private final List<Map<String, @Nullable Object>> faults;
    private final boolean timed;
    private final boolean severalKeys;
    private final Orders orders;
    private final @Nullable RunInfo info;

    private Timeline(
            List<Call> calls, Set<Long> marked, Orders orders, List<FaultWindow> windows, @Nullable RunInfo info) {
        this.orders = orders;
        this.info = info;
        this.timed = calls.stream().allMatch(call -> call.invocation().time() >= 0);
        Set<Object> keys = new HashSet<>();
        calls.forEach(call -> keys.add(String.valueOf(call.invocation().key())));
        this.severalKeys = keys.size() > 1;
        Map<Integer, Integer> laneOf = lanesByClient(calls, info);
        this.lanes = laneNames(laneOf, info);
        this.bars = layOut(calls, marked, laneOf, info);
        this.faults = timed ? shading(calls, windows) : List.of();
    }

    /**
     * The drawing of these calls.
     *
     * @param marked indices of operations that are evidence: their calls stand out
     * @param orders what the checker knows of the order in which they took effect
     * @param windows faults, of which those that overlap the calls in time are shaded
     * @param info how the run was started, or null when the history came without a run
     */
    public static Timeline of(
            List<Call> calls, Set<Long> marked, Orders orders, List<FaultWindow> windows, @Nullable RunInfo info) {
        return new Timeline(calls, marked, orders, windows, info);
    }

    /** True when there is nothing to draw. */
    public boolean empty() {
        return bars.isEmpty();
    }

    /** How many calls are drawn. */
    public int size() {
        return bars.size();
    }

    /** As {@code timeline.js} reads it. */
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("lanes", lanes);
        object.put("timed", timed);
        object.put("bars", bars.stream().map(this::json).toList());
        object.put("faults", faults);
        Map<Long, Integer> barOf = new HashMap<>();
        for (int i = 0; i < bars.size(); i++) {
            barOf.put(bars.get(i).call().invocation().index(), i);
        }
        object.put("orders", orders.json(barOf));
        return object;
    }

    private Map<String, @Nullable Object> json(Bar bar) {
        int process = bar.call().invocation().process();
        String node = info == null ? "" : info.nodeOf(process);
        return bar.json(severalKeys, "process " + process + (node.isEmpty() ? "" : " on " + node));
    }

    /** A client keeps its line when an unknown outcome gives it a new process number. */
    private static int client(int process, @Nullable RunInfo info) {
        return info == null || info.concurrency() == 0 ? process : process % info.concurrency();
    }

    private static Map<Integer, Integer> lanesByClient(List<Call> calls, @Nullable RunInfo info) {
        Map<Integer, Integer> lanes = new TreeMap<>();
        calls.forEach(call -> lanes.put(client(call.invocation().process(), info), 0));
        if (lanes.size() > MOST_LANES && info == null) {
            return Lanes.packed(calls);
        }
        int next = 0;
        for (Map.Entry<Integer, Integer> lane : lanes.entrySet()) {
            lane.setValue(next++);
        }
        return lanes;
    }

    private static List<String> laneNames(Map<Integer, Integer> laneOf, @Nullable RunInfo info) {
        Map<Integer, List<Integer>> clients = new TreeMap<>();
        laneOf.forEach((client, lane) ->
                clients.computeIfAbsent(lane, none -> new ArrayList<>()).add(client));
        return clients.values().stream()
                .map(some -> some.size() == 1
                        ? laneName(some.get(0), info)
                        : "processes " + some.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                .toList();
    }

    private static String laneName(int client, @Nullable RunInfo info) {
        String node = info == null ? "" : info.nodeOf(client);
        return node.isEmpty() ? "process " + client : "client " + client + " → " + node;
    }

    private static List<Bar> layOut(
            List<Call> calls, Set<Long> marked, Map<Integer, Integer> laneOf, @Nullable RunInfo info) {
        List<Operation> events = new ArrayList<>();
        for (Call call : calls) {
            events.add(call.invocation());
            if (call.completion() != null) {
                events.add(call.completion());
            }
        }
        events.sort(Comparator.comparingLong(Operation::index));
        Map<Long, Integer> places = new LinkedHashMap<>();
        events.forEach(event -> places.putIfAbsent(event.index(), places.size()));
        List<Bar> bars = new ArrayList<>();
        for (Call call : calls) {
            Operation completion = call.completion();
            bars.add(new Bar(
                    call,
                    laneOf.getOrDefault(client(call.invocation().process(), info), 0),
                    places.getOrDefault(call.invocation().index(), 0),
                    completion == null ? -1 : places.getOrDefault(completion.index(), -1),
                    marked.contains(call.invocation().index())
                            || (completion != null && marked.contains(completion.index()))));
        }
        return bars;
    }

    private static List<Map<String, @Nullable Object>> shading(List<Call> calls, List<FaultWindow> windows) {
        long first = Long.MAX_VALUE;
        long last = -1;
        for (Call call : calls) {
            first = Math.min(first, call.invocation().time());
            last = Math.max(
                    last,
                    call.completion() == null
                            ? call.invocation().time()
                            : call.completion().time());
        }
        List<Map<String, @Nullable Object>> shading = new ArrayList<>();
        for (FaultWindow window : windows) {
            Long begun = window.begun();
            Long healed = window.healed();
            if (begun != null && begun <= last && (healed == null || healed >= first)) {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                object.put("name", window.name());
                object.put("start", begun);
                object.put("stop", healed == null ? -1 : healed);
                shading.add(object);
            }
        }
        return shading;
    }
}
