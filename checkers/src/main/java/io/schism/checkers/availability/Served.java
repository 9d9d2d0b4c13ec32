package io.schism.checkers.availability;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Who was served when, read from a history in one pass.
 *
 * @param run from the first to the last operation of a client
 * @param idle stretches in which no operation was open, such as between the main part and the final reads: nobody was refused there
 * @param ok when any operation succeeded
 * @param completed when any operation completed, however
 * @param byNode when operations of each node's clients succeeded
 * @param byF when operations of each kind succeeded
 */
record Served(
        Interval run,
        List<Interval> idle,
        Moments ok,
        Moments completed,
        Map<String, Moments> byNode,
        Map<String, Moments> byF) {
    /** Shorter pauses come from the rate; they must count, or a system that refuses at once would never seem down. In nanoseconds. */
    private static final long IDLE = 1_000_000_000;

    /** Reads the history; the function tells the node of a process, or null. */
    static Served read(History history, IntFunction<@Nullable String> nodes) {
        Moments ok = new Moments();
        Moments completed = new Moments();
        Map<String, Moments> byNode = new TreeMap<>();
        Map<String, Moments> byF = new TreeMap<>();
        List<Interval> idle = new ArrayList<>();
        long first = -1;
        long last = -1;
        int open = 0;
        for (Operation operation : history.operations()) {
            if (!operation.ofClient()) {
                continue;
            }
            first = first < 0 ? operation.time() : first;
            if (operation.type() == Operation.Type.INVOKE) {
                if (open == 0 && last >= 0 && operation.time() - last >= IDLE) {
                    idle.add(new Interval(last, operation.time()));
                }
                open++;
                byF.computeIfAbsent(operation.f(), f -> new Moments());
            } else {
                open--;
                completed.add(operation.time());
            }
            if (operation.type() == Operation.Type.OK) {
                ok.add(operation.time());
                byF.computeIfAbsent(operation.f(), f -> new Moments()).add(operation.time());
                String node = nodes.apply(operation.process());
                if (node != null) {
                    byNode.computeIfAbsent(node, name -> new Moments()).add(operation.time());
                }
            }
            last = Math.max(last, operation.time());
        }
        return new Served(new Interval(Math.max(0, first), Math.max(0, last)), idle, ok, completed, byNode, byF);
    }
}
