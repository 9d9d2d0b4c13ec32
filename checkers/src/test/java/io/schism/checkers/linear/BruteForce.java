package io.schism.checkers.linear;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The definition of linearizability, tried out: every subset of the calls of unknown outcome, every order that keeps real time. It shares
 * no line with the checker, not even the models ({@link Toy}).
 */
final class BruteForce {
    private record Tried(
            Operation invocation, int from, @Nullable Operation ok, int to) {}

    private final List<Tried> calls = new ArrayList<>();

    private BruteForce(History history) {
        for (int i = 0; i < history.size(); i++) {
            Operation operation = history.get(i);
            if (operation.type() != Operation.Type.INVOKE) {
                continue;
            }
            int pair = history.pairOf(i);
            Operation completion = pair < 0 ? null : history.get(pair);
            if (completion != null && completion.type() == Operation.Type.FAIL) {
                continue;
            }
            boolean ok = completion != null && completion.type() == Operation.Type.OK;
            calls.add(new Tried(operation, i, ok ? completion : null, ok ? pair : Integer.MAX_VALUE));
        }
    }

    static boolean linearizable(History history, Toy start) {
        BruteForce force = new BruteForce(history);
        return force.search(start, new boolean[force.calls.size()]);
    }

    private boolean search(Toy state, boolean[] used) {
        boolean finished = true;
        int bound = Integer.MAX_VALUE;
        for (int i = 0; i < used.length; i++) {
            if (!used[i] && calls.get(i).ok != null) {
                finished = false;
                bound = Math.min(bound, calls.get(i).to);
            }
        }
        if (finished) {
            return true;
        }
        for (int i = 0; i < used.length; i++) {
            Tried call = calls.get(i);
            if (used[i] || call.from > bound) {
                continue;
            }
            used[i] = true;
            for (Toy next : state.after(call.invocation, call.ok)) {
                if (search(next, used)) {
                    return true;
                }
            }
            used[i] = false;
        }
        return false;
    }
}
