package io.schism.checkers.linear;

import io.schism.checkers.model.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model as a table on small integers: states are numbered as they are met, actions as {@link Calls} numbers them, and each step is asked of
 * the model once. Not safe for several threads.
 */
final class Transitions {
    /** Answer of {@link #next}: the action is impossible in that state. */
    static final int IMPOSSIBLE = -1;

    private static final int NOT_ASKED = Integer.MIN_VALUE;
    private static final int WIDEST_ROW = 256;
    private static final long BYTES_A_STATE = 120;

    private final List<Action> actions;
    private final Spending spending;
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<Object> states = new ArrayList<>();
    private final List<int[]> choices = new ArrayList<>();

    // With few actions a row for each state; with many, where rows would be nearly empty, one hash table.
    private final boolean rowed;
    private int[][] rows = new int[16][];
    private long[] keys = new long[0];
    private int[] values = new int[0];
    private int used;

    Transitions(List<Action> actions, Spending spending) {
        this.actions = actions;
        this.spending = spending;
        this.rowed = actions.size() <= WIDEST_ROW;
        if (!rowed) {
            keys = new long[1 << 10];
            values = new int[1 << 10];
            Arrays.fill(keys, -1);
        }
    }

    /** The number of a state. */
    int number(Object state) {
        Integer known = numbers.putIfAbsent(state, states.size());
        if (known != null) {
            return known;
        }
        spending.occupy(BYTES_A_STATE + (rowed ? 4L * actions.size() : 0));
        states.add(state);
        return states.size() - 1;
    }

    /** The state of a number. */
    Object state(int number) {
        return states.get(number);
    }

    /** How many states were met. */
    int size() {
        return states.size();
    }

    /**
     * The state after the action: its number; or {@link #IMPOSSIBLE}; or, where several can follow, a code below that for {@link #choices}.
     */
    int next(int state, int action) {
        if (rowed) {
            if (state >= rows.length) {
                rows = Arrays.copyOf(rows, Math.max(state + 1, rows.length * 2));
            }
            int[] row = rows[state];
            if (row == null) {
                row = new int[actions.size()];
                Arrays.fill(row, NOT_ASKED);
                rows[state] = row;
            }
            int next = row[action];
            if (next == NOT_ASKED) {
                next = ask(state, action);
                row[action] = next;
            }
            return next;
        }
        long key = (long) state * actions.size() + action;
        int place = place(key);
        if (keys[place] == key) {
            return values[place];
        }
        int next = ask(state, action);
        insert(key, next);
        return next;
    }

    /** The states that a code below {@link #IMPOSSIBLE} stands for. */
    int[] choices(int code) {
        return choices.get(-2 - code);
    }

    private int ask(int state, int action) {
        List<Object> after = actions.get(action).after(states.get(state));
        if (after.isEmpty()) {
            return IMPOSSIBLE;
        }
        if (after.size() == 1) {
            return number(after.get(0));
        }
        int[] numbered = new int[after.size()];
        for (int i = 0; i < numbered.length; i++) {
            numbered[i] = number(after.get(i));
        }
        choices.add(numbered);
        return -1 - choices.size();
    }

    private int place(long key) {
        int mask = keys.length - 1;
        int place = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (keys[place] != -1 && keys[place] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void insert(long key, int value) {
        if (used * 2 >= keys.length) {
            spending.occupy(12L * keys.length);
            long[] oldKeys = keys;
            int[] oldValues = values;
            keys = new long[oldKeys.length * 2];
            values = new int[oldKeys.length * 2];
            Arrays.fill(keys, -1);
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldKeys[i] != -1) {
                    int place = place(oldKeys[i]);
                    keys[place] = oldKeys[i];
                    values[place] = oldValues[i];
                }
            }
        }
        int place = place(key);
        keys[place] = key;
        values[place] = value;
        used++;
    }
}
