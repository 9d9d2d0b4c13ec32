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
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns a small history that is not linearizable into evidence: the states that could be explained up to the call that cannot, some orders
 * that lead there, and the contradiction in one sentence.
 *
 * <p>Details of the evidence: {@code key}; {@code model}; {@code initial}, the state before the first call; {@code failing}, the index of
 * the operation that returned what cannot be; {@code failingInvocation}, the index of its invocation; {@code lastState}, the states that
 * were possible at that moment, at most 16; {@code paths}, at most 8 ways to one of these states, each a list of steps {@code {"operation":
 * index of the invocation, "state": state after it}} in their order of effect; {@code total}, how many calls the key had before it was shrunk.
 */
final class Explanation {
    private static final int STATES_SHOWN = 16;
    private static final int PATHS_SHOWN = 8;

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

    /** The evidence for these calls, of which {@code failing} is the one that nothing explains. */
    Evidence of(Calls calls, int failing, int total, Spending spending) {
        List<Node> last;
        try {
            last = lastPossible(calls, failing, spending);
        } catch (SpentException e) {
            last = List.of(); // The verdict stands; only the picture of the way there is missing.
        }
        Operation invocation = history.get(calls.invoked()[failing]);
        Operation completion = history.get(calls.returned()[failing]);
        Set<@Nullable Object> states = new LinkedHashSet<>();
        for (Node node : last) {
            states.add(model.show(node.configuration.state()));
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("key", key);
        details.put("model", model.name());
        details.put("initial", model.show(initial));
        details.put("failing", completion.index());
        details.put("failingInvocation", invocation.index());
        details.put("lastState", states.stream().limit(STATES_SHOWN).toList());
        details.put("paths", paths(calls, last));
        details.put("total", (long) total);
        String contradiction = contradiction(invocation, completion, states);
        return new Evidence(
                "nonlinearizable",
                contradiction,
                explanation(calls, failing, contradiction),
                operations(calls, failing),
                details,
                null);
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

    private String explanation(Calls calls, int failing, String contradiction) {
        StringBuilder text = new StringBuilder(contradiction).append(".\n");
        text.append("Every order of these operations that keeps real time and the rules of ")
                .append(model.name())
                .append(" ends before it:\n");
        for (Operation operation : operations(calls, failing)) {
            text.append(String.format(
                    "  %6d  process %-4d %-6s %s %s%n",
                    operation.index(), operation.process(), operation.type().word(), operation.f(), operation.value()));
        }
        return text.toString();
    }

    /** The lines of these calls up to the return of the failing one. */
    private List<Operation> operations(Calls calls, int failing) {
        TreeSet<Integer> positions = new TreeSet<>();
        int end = calls.returned()[failing];
        for (int call = 0; call < calls.size(); call++) {
            if (calls.invoked()[call] < end) {
                positions.add(calls.invoked()[call]);
            }
            if (calls.returned()[call] <= end) {
                positions.add(calls.returned()[call]);
            }
        }
        return positions.stream().map(history::get).toList();
    }

    private List<Object> paths(Calls calls, List<Node> last) {
        List<Object> paths = new ArrayList<>();
        for (Node node : last.subList(0, Math.min(PATHS_SHOWN, last.size()))) {
            List<Object> steps = new ArrayList<>();
            for (Node step = node; step.before != null; step = step.before) {
                Map<String, @Nullable Object> shown = new LinkedHashMap<>();
                shown.put("operation", history.get(calls.invoked()[step.call]).index());
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
