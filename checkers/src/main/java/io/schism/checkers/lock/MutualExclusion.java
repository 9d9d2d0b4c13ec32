package io.schism.checkers.lock;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Checker;
import io.schism.checkers.Findings;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * No two processes hold a lock at the same time.
 *
 * <p>Operations: {@code acquire} and {@code release}, with any value; each key is a lock of its own. A process holds the lock for sure from the
 * completion of its {@code ok} acquire to the invocation of its release, whatever becomes of that; without a release, to the last operation
 * it completed, for a process that is heard of no more may have died, and its lease with it. An {@code info} acquire may hold the lock
 * without anybody knowing, and convicts nobody. Anomaly: {@code held-by-two}. One pass; the budget is not looked at.
 *
 * <p>A lock that expires cannot keep this promise when its holder is paused; {@link Fencing} is the promise that can be kept.
 */
public final class MutualExclusion implements Checker {
    private static final String NAME = "lock";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CheckResult check(History history, Budget budget) {
        Findings findings = new Findings(NAME);
        List<Hold> holds = holds(history);
        Map<@Nullable Object, List<Hold>> current = new HashMap<>();
        for (Hold hold : holds) {
            List<Hold> held = current.computeIfAbsent(hold.key(), key -> new ArrayList<>());
            held.removeIf(other -> other.end() < hold.start());
            for (Hold other : held) {
                if (other.process() != hold.process()) {
                    findings.add("held-by-two", contradiction(other, hold), shown(history, other, hold), Map.of());
                }
            }
            held.add(hold);
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("acquired", (long) holds.size());
        details.put("heldByTwo", findings.count("held-by-two"));
        return findings.result(
                details,
                holds.isEmpty() ? "no lock was acquired" : null,
                "none of " + holds.size() + " holders shared the lock for sure");
    }

    /**
     * A time for which a process surely held the lock.
     *
     * @param start position of the completed acquire
     * @param end position until which it is sure
     */
    private record Hold(@Nullable Object key, int process, int start, int end) {}

    /** All of them, by start. */
    private static List<Hold> holds(History history) {
        List<Hold> holds = new ArrayList<>();
        Map<Holder, Integer> open = new HashMap<>();
        Map<Integer, Integer> lastHeard = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (!operation.ofClient()) {
                continue;
            }
            Holder holder = new Holder(operation.key(), operation.process());
            boolean release = operation.f().equals("release") && operation.type() == Operation.Type.INVOKE;
            boolean acquired = operation.f().equals("acquire") && operation.type() == Operation.Type.OK;
            if (release || acquired) {
                Integer start = open.remove(holder);
                if (start != null) {
                    holds.add(new Hold(holder.key(), holder.process(), start, i));
                }
            }
            if (acquired) {
                open.put(holder, i);
            }
            if (operation.type() == Operation.Type.OK || operation.type() == Operation.Type.FAIL) {
                lastHeard.put(operation.process(), i);
            }
        }
        open.forEach((holder, start) -> holds.add(
                new Hold(holder.key(), holder.process(), start, lastHeard.getOrDefault(holder.process(), start))));
        holds.sort(Comparator.comparingInt(Hold::start));
        return holds;
    }

    private static String contradiction(Hold first, Hold second) {
        return "process " + second.process() + " acquired the lock" + (second.key() == null ? "" : " " + second.key())
                + " while process " + first.process() + ", which had acquired it before, still held it";
    }

    private static List<Operation> shown(History history, Hold first, Hold second) {
        int[] positions = {
            history.pairOf(first.start()), first.start(), first.end(), history.pairOf(second.start()), second.start()
        };
        return Arrays.stream(positions).mapToObj(history::get).toList();
    }

    private record Holder(@Nullable Object key, int process) {}
}
