package io.schism.checkers.linear;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.checkers.model.Action;
import io.schism.checkers.model.Call;
import io.schism.checkers.model.Effect;
import io.schism.checkers.model.Model;
import io.schism.checkers.model.NotInModelException;
import io.schism.checkers.model.NullRead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one key that matter, numbered in the order of their invocations. Left out are calls that failed (they took no effect),
 * that say nothing, and reads whose answer never came. Immutable.
 */
final class Calls {
    /** When a call of unknown outcome returned: after everything else. */
    static final int NEVER = Integer.MAX_VALUE;

    private final List<Action> actions;
    private final int[] action;
    private final int[] invoked;
    private final int[] returned;

    /**
     * @param actions the distinct actions
     * @param action for each call, the place of its action in {@code actions}
     * @param invoked for each call, the position of its invocation in the history
     * @param returned for each call, the position of its {@code ok}; {@link #NEVER} when its outcome is unknown
     */
    Calls(List<Action> actions, int[] action, int[] invoked, int[] returned) {
        this.actions = actions;
        this.action = action;
        this.invoked = invoked;
        this.returned = returned;
    }

    /**
     * The calls at these positions.
     *
     * @param positions positions of invocations in the history, ascending
     * @param count how many of the positions are used
     * @throws NotInModelException when the model does not know a call
     */
    static Calls of(History history, int[] positions, int count, Model model, NullRead nullRead) {
        Map<Action, Integer> known = new HashMap<>();
        List<Action> actions = new ArrayList<>();
        int[] action = new int[count];
        int[] invoked = new int[count];
        int[] returned = new int[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            int position = positions[i];
            Operation invocation = history.get(position);
            int pair = history.pairOf(position);
            boolean completed = pair != History.NONE && history.get(pair).type() == Operation.Type.OK;
            Action understood = understand(invocation, completed ? history.get(pair) : null, model, nullRead);
            if (understood == null || (!completed && understood.effect() == Effect.READS)) {
                continue;
            }
            Integer number = known.putIfAbsent(understood, actions.size());
            if (number == null) {
                number = actions.size();
                actions.add(understood);
            }
            action[size] = number;
            invoked[size] = position;
            returned[size] = completed ? pair : NEVER;
            size++;
        }
        return new Calls(
                actions, Arrays.copyOf(action, size), Arrays.copyOf(invoked, size), Arrays.copyOf(returned, size));
    }

    private static @Nullable Action understand(
            Operation invocation, @Nullable Operation completion, Model model, NullRead nullRead) {
        try {
            return model.understand(new Call(
                    invocation.process(),
                    invocation.f(),
                    invocation.value(),
                    completion == null ? null : completion.value(),
                    completion != null,
                    nullRead));
        } catch (NotInModelException e) {
            throw new NotInModelException("operation " + invocation.index() + ": " + e.getMessage());
        }
    }

    /** How many there are. */
    int size() {
        return action.length;
    }

    /** The distinct actions. */
    List<Action> actions() {
        return actions;
    }

    /** The place of the call's action among the distinct ones. */
    int action(int call) {
        return action[call];
    }

    /** The position of the call's invocation in the history. */
    int invoked(int call) {
        return invoked[call];
    }

    /** The position of the call's {@code ok} in the history; {@link #NEVER} when its outcome is unknown. */
    int returned(int call) {
        return returned[call];
    }

    /** What the call does. */
    Action actionOf(int call) {
        return actions.get(action[call]);
    }

    /** True when the outcome of the call is known: it took effect. */
    boolean certain(int call) {
        return returned[call] != NEVER;
    }

    /** The call that returned at this position of the history. */
    int returnedAt(int position) {
        for (int call = 0; call < size(); call++) {
            if (returned[call] == position) {
                return call;
            }
        }
        throw new IllegalArgumentException("no call returned at position " + position);
    }

    /** Invocations and returns in the order they happened: {@code call * 2} for an invocation, {@code call * 2 + 1} for a return. */
    int[] events() {
        int[] certain = new int[size()];
        int returns = 0;
        for (int call = 0; call < size(); call++) {
            if (certain(call)) {
                certain[returns++] = call;
            }
        }
        // Returns are nearly in order of invocation, so an insertion sort is linear in the history and quadratic in its
        // concurrency.
        for (int i = 1; i < returns; i++) {
            int call = certain[i];
            int place = i;
            while (place > 0 && returned[certain[place - 1]] > returned[call]) {
                certain[place] = certain[place - 1];
                place--;
            }
            certain[place] = call;
        }
        int[] events = new int[size() + returns];
        int next = 0;
        int end = 0;
        for (int i = 0; i < events.length; i++) {
            boolean invocation = next < size() && (end == returns || invoked[next] < returned[certain[end]]);
            events[i] = invocation ? 2 * next++ : 2 * certain[end++] + 1;
        }
        return events;
    }

    /** Only these calls, the outcomes of those {@code weakened} no longer known. */
    Calls restricted(BitSet kept, BitSet weakened) {
        int size = kept.cardinality();
        int[] action = new int[size];
        int[] invoked = new int[size];
        int[] returned = new int[size];
        int place = 0;
        for (int call = kept.nextSetBit(0); call >= 0; call = kept.nextSetBit(call + 1)) {
            action[place] = this.action[call];
            invoked[place] = this.invoked[call];
            returned[place] = weakened.get(call) ? NEVER : this.returned[call];
            place++;
        }
        return new Calls(actions, action, invoked, returned);
    }

    /** The same, knowing only the actions that occur, each once. */
    Calls compacted() {
        int[] renumbered = new int[actions.size()];
        Arrays.fill(renumbered, -1);
        Map<Action, Integer> known = new HashMap<>();
        List<Action> occurring = new ArrayList<>();
        int[] action = new int[size()];
        for (int call = 0; call < size(); call++) {
            int number = this.action[call];
            if (renumbered[number] < 0) {
                renumbered[number] = known.computeIfAbsent(actions.get(number), any -> occurring.size());
                if (renumbered[number] == occurring.size()) {
                    occurring.add(actions.get(number));
                }
            }
            action[call] = renumbered[number];
        }
        return new Calls(occurring, action, invoked, returned);
    }

    /** The same, some calls doing something else. */
    Calls with(Map<Integer, Action> changed) {
        Map<Action, Integer> known = new HashMap<>();
        List<Action> distinct = new ArrayList<>();
        int[] numbers = new int[size()];
        for (int call = 0; call < size(); call++) {
            Action does = changed.getOrDefault(call, actionOf(call));
            numbers[call] = known.computeIfAbsent(does, any -> distinct.size());
            if (numbers[call] == distinct.size()) {
                distinct.add(does);
            }
        }
        return new Calls(distinct, numbers, invoked, returned);
    }

    /** The call that was invoked at this position; negative when there is none. */
    int invokedAt(int position) {
        return Arrays.binarySearch(invoked, position);
    }

    /** How many were invoked before this position. */
    int invokedBefore(int position) {
        int place = Arrays.binarySearch(invoked, position);
        return place >= 0 ? place : -place - 1;
    }

    /** Whether one of them was invoked at this position. */
    boolean has(int invocation) {
        return Arrays.binarySearch(invoked, invocation) >= 0;
    }

    /** These and one more call of others, which is not among them. */
    Calls plus(Calls others, int call) {
        int place = -Arrays.binarySearch(invoked, others.invoked[call]) - 1;
        List<Action> more = new ArrayList<>(actions);
        more.add(others.actionOf(call));
        return new Calls(
                more,
                inserted(action, place, more.size() - 1),
                inserted(invoked, place, others.invoked[call]),
                inserted(returned, place, others.returned[call]));
    }

    private static int[] inserted(int[] values, int place, int value) {
        int[] longer = Arrays.copyOf(values, values.length + 1);
        System.arraycopy(values, place, longer, place + 1, values.length - place);
        longer[place] = value;
        return longer;
    }
}
