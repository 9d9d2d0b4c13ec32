package io.schism.checkers.linear;

import io.schism.checkers.Evidence;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.checkers.model.Model;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns a small history that is not linearizable into evidence: the states that could be explained up to the call that cannot, some orders
 * that lead there, and the contradiction in one sentence.
 *
 * <p>Details of the evidence: {@code key}; {@code model}; {@code initial}, the state before the first call; {@code failing}, the index of
 * the operation that returned what cannot be; {@code failingInvocation}, the index of its invocation; {@code lastState}, the states that
 * were possible at that moment, at most 16; {@code paths}, at most 8 orders of the calls before it, each a list of steps {@code {"operation": index
 * of the invocation, "state": state after it}}, the last 100 of them where there are more; {@code operations}, how many calls are shown; {@code
 * operationsBefore}, how many the key had before it was shrunk; {@code confirmed}, whether the plain search found the same.
 */
final class Explanation {
    private static final int PATHS_SHOWN = 8;
    private static final int LINES_SHOWN = 60;
    private static final int STEPS_SHOWN = 100;
    private static final int STEPS_ALLOWED = 5_000;

    /** A configuration and how it was reached. */
    private record Node(
            PlainSearch.Configuration configuration,
            @Nullable Node before,
            int call) {}

    private final History history;
    private final Model model;
    private final Object initial;
    private final @Nullable Object key;

    Explanation(History history, Model model, Object initial, @Nullable Object key) {
        this.history = history;
        this.model = model;
        this.initial = initial;
        this.key = key;
    }

    /** The evidence for these calls, of which none is too many to fail. */
    Evidence of(Shrinker.Shrunk shrunk, int before, boolean confirmed, Spending spending) {
        Calls calls = shrunk.calls();
        int failing = calls.returnedAt(shrunk.answer().failing());
        List<Node> last;
        Set<@Nullable Object> states = new LinkedHashSet<>();
        try {
            last = lastPossible(calls, failing, spending.withSteps(STEPS_ALLOWED));
            last.forEach(node -> states.add(model.show(node.configuration.state())));
        } catch (SpentException e) {
            last = List.of(); // The verdict stands; only the picture of the way there is missing.
            shrunk.answer().states().forEach(state -> states.add(model.show(state)));
        }
        Operation invocation = history.get(calls.invoked(failing));
        Operation completion = history.get(calls.returned(failing));
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("key", key);
        details.put("model", model.name());
        details.put("initial", model.show(initial));
        details.put("failing", completion.index());
        details.put("failingInvocation", invocation.index());
        details.put("lastState", new ArrayList<>(states).subList(0, Math.min(Answer.STATES, states.size())));
        details.put("paths", paths(calls, last));
        details.put("operations", (long) calls.size());
        details.put("operationsBefore", (long) before);
        details.put("confirmed", confirmed);
        String contradiction = contradiction(invocation, completion, states);
        List<Operation> operations = operations(calls, calls.returned(failing));
        return new Evidence(
                "nonlinearizable", contradiction, explanation(operations, contradiction), operations, details, null);
    }

    private String contradiction(Operation invocation, Operation completion, Set<@Nullable Object> states) {
        String where = key == null ? "" : " on key " + key;
        String call = completion.f() + " " + (completion.value() == null ? invocation.value() : completion.value());
        String who = call + where + " by process " + completion.process() + " (operation " + completion.index() + ")";
        if (states.isEmpty()) {
            return who + " fits no order of the operations before it";
        }
        List<String> shown = states.stream().limit(4).map(String::valueOf).toList();
        String more = states.size() > shown.size() ? " or one of " + (states.size() - shown.size()) + " more" : "";
        return who + " cannot be explained: the state could only be " + String.join(" or ", shown) + more;
    }

    private String explanation(List<Operation> operations, String contradiction) {
        StringBuilder text = new StringBuilder(contradiction).append(".\n");
        text.append("Every order of these operations that keeps real time and the rules of ")
                .append(model.name())
                .append(" ends before it:\n");
        for (Operation operation : operations.subList(0, Math.min(LINES_SHOWN, operations.size()))) {
            text.append(String.format(
                    "  %6d  process %-4d %-6s %s %s%n",
                    operation.index(), operation.process(), operation.type().word(), operation.f(), operation.value()));
        }
        if (operations.size() > LINES_SHOWN) {
            text.append("  … and ").append(operations.size() - LINES_SHOWN).append(" lines more\n");
        }
        return text.toString();
    }

    /**
     * The lines of these calls. One that was still open when the last of them failed is shown with its completion, which tells what it can
     * have done; one that counts as unknown here, though it had returned, is shown as {@code info}.
     */
    private List<Operation> operations(Calls calls, int end) {
        TreeMap<Integer, Operation> lines = new TreeMap<>();
        for (int call = 0; call < calls.size(); call++) {
            Operation invocation = history.get(calls.invoked(call));
            lines.put(calls.invoked(call), invocation);
            int position = history.pairOf(calls.invoked(call));
            if (position == History.NONE) {
                continue;
            }
            Operation completion = history.get(position);
            boolean shown = calls.certain(call) || position > end || completion.type() == Operation.Type.INFO;
            lines.put(position, shown ? completion : unknown(completion, invocation));
        }
        return List.copyOf(lines.values());
    }

    private static Operation unknown(Operation completion, Operation invocation) {
        return new Operation(
                completion.index(),
                completion.time(),
                completion.process(),
                Operation.Type.INFO,
                completion.f(),
                completion.key(),
                invocation.value(),
                null);
    }

    private List<Object> paths(Calls calls, List<Node> last) {
        List<Object> paths = new ArrayList<>();
        for (Node node : last.subList(0, Math.min(PATHS_SHOWN, last.size()))) {
            List<Object> steps = new ArrayList<>();
            for (Node step = node; step.before != null && steps.size() < STEPS_SHOWN; step = step.before) {
                Map<String, @Nullable Object> shown = new LinkedHashMap<>();
                shown.put("operation", history.get(calls.invoked(step.call)).index());
                shown.put("state", model.show(step.configuration.state()));
                steps.add(Collections.unmodifiableMap(shown));
            }
            Collections.reverse(steps);
            paths.add(steps);
        }
        return paths;
    }

    /** The plain search once more, remembering the way; what is possible when the failing call returns. */
    private List<Node> lastPossible(Calls calls, int failing, Spending spending) {
        List<Node> nodes = List.of(new Node(new PlainSearch.Configuration(initial, new BitSet()), null, -1));
        BitSet open = new BitSet();
        for (int event : calls.events()) {
            int call = event >> 1;
            if ((event & 1) == 0) {
                open.set(call);
                continue;
            }
            List<Node> reached = closure(calls, call, open, nodes, spending);
            if (call == failing) {
                return reached;
            }
            nodes = withEffect(reached, call);
            open.clear(call);
        }
        return nodes;
    }

    private static List<Node> closure(Calls calls, int returning, BitSet open, List<Node> before, Spending spending) {
        Set<PlainSearch.Configuration> seen = new HashSet<>();
        before.forEach(node -> seen.add(node.configuration));
        Deque<Node> work = new ArrayDeque<>(before);
        List<Node> reached = new ArrayList<>();
        while (!work.isEmpty()) {
            spending.checkTime();
            Node node = work.remove();
            reached.add(node);
            if (node.configuration.done().get(returning)) {
                continue;
            }
            for (int call = open.nextSetBit(0); call >= 0; call = open.nextSetBit(call + 1)) {
                if (node.configuration.done().get(call)) {
                    continue;
                }
                for (Object state : calls.actionOf(call).after(node.configuration.state())) {
                    BitSet done = (BitSet) node.configuration.done().clone();
                    done.set(call);
                    PlainSearch.Configuration follower = new PlainSearch.Configuration(state, done);
                    if (seen.add(follower)) {
                        work.add(new Node(follower, node, call));
                    }
                }
            }
        }
        return reached;
    }

    private static List<Node> withEffect(List<Node> nodes, int call) {
        List<Node> kept = new ArrayList<>();
        Set<PlainSearch.Configuration> seen = new HashSet<>();
        for (Node node : nodes) {
            if (!node.configuration.done().get(call)) {
                continue;
            }
            BitSet done = (BitSet) node.configuration.done().clone();
            done.clear(call);
            PlainSearch.Configuration configuration = new PlainSearch.Configuration(node.configuration.state(), done);
            if (seen.add(configuration)) {
                // The step keeps its call and its state; the bit of a call that has returned is of no use any more.
                kept.add(new Node(configuration, node.before, node.call));
            }
        }
        return kept;
    }
}
