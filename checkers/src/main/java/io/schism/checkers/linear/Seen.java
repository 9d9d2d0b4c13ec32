package io.schism.checkers.linear;

import io.schism.checkers.model.Action;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds the calls of unknown outcome that nobody can have seen, so that they may be left out.
 *
 * <p>Call a call <em>needed</em> when its outcome is known, or when some needed call that returns after its invocation {@linkplain
 * Action#needs needs} what it {@linkplain Action#offers offers}. Let U be the calls of unknown outcome that are not needed, all of them
 * {@linkplain Action#omissible omissible}. <b>The history is linearizable exactly when it is without U.</b> Without U it is a linearization
 * of the whole in which no call of U took effect. The other way round take a linearization of the whole and the last call u of U in it. A call
 * after u that needs what u offers would return after u was invoked; were it needed, so were u; and there is no other call of U behind u. So
 * no call after u needs what it offers, and by the promise of {@code omissible} the sequence is legal without u. Repeat until no call of U
 * is left; real-time order is untouched, since calls were only taken away.
 *
 * <p>Calls of unknown outcome that nobody can have seen but that are not omissible, such as a write that counts up a version, are replaced by
 * what they do {@linkplain Action#unseen unseen}, so that equal ones are one.
 */
final class Seen {
    private Seen() {}

    /** The calls without those that nobody can have seen; the same object when there are none. */
    static Calls only(Calls calls) {
        int size = calls.size();
        BitSet dropped = new BitSet();
        for (int call = 0; call < size; call++) {
            if (!calls.certain(call)) {
                dropped.set(call);
            }
        }
        if (dropped.isEmpty()) {
            return calls;
        }
        Map<Object, Integer> tokens = new HashMap<>();
        int[][] offers = new int[calls.actions().size()][];
        int[][] needs = new int[calls.actions().size()][];
        for (int action = 0; action < offers.length; action++) {
            List<Object> needed = calls.actions().get(action).needs();
            if (needed == null) {
                return calls;
            }
            needs[action] = numbered(needed, tokens);
            offers[action] = numbered(calls.actions().get(action).offers(), tokens);
        }
        return keepSeen(calls, dropped, offers, needs, tokens.size());
    }

    private static int[] numbered(List<Object> names, Map<Object, Integer> tokens) {
        return names.stream()
                .mapToInt(name -> tokens.computeIfAbsent(name, any -> tokens.size()))
                .toArray();
    }

    private static Calls keepSeen(Calls calls, BitSet dropped, int[][] offers, int[][] needs, int tokens) {
        // For each token the unknown calls that offer it, in order of invocation, and how many of them are kept
        // already.
        int[][] offering = new int[tokens][];
        int[] counts = new int[tokens];
        dropped.stream().forEach(call -> {
            for (int token : offers[calls.action(call)]) {
                counts[token]++;
            }
        });
        for (int token = 0; token < tokens; token++) {
            offering[token] = new int[counts[token]];
            counts[token] = 0;
        }
        dropped.stream().forEach(call -> {
            for (int token : offers[calls.action(call)]) {
                offering[token][counts[token]++] = call;
            }
        });
        int[] kept = new int[tokens];
        Deque<Integer> work = new ArrayDeque<>();
        for (int call = 0; call < calls.size(); call++) {
            boolean certain = !dropped.get(call);
            if (certain || !calls.actionOf(call).omissible()) {
                work.add(call);
            }
            while (!work.isEmpty()) {
                int needed = work.remove();
                dropped.clear(needed);
                for (int token : needs[calls.action(needed)]) {
                    while (kept[token] < offering[token].length
                            && calls.invoked(offering[token][kept[token]]) < calls.returned(needed)) {
                        work.add(offering[token][kept[token]++]);
                    }
                }
            }
        }
        BitSet rest = new BitSet();
        rest.set(0, calls.size());
        rest.andNot(dropped);
        return nameless(dropped.isEmpty() ? calls : calls.restricted(rest, new BitSet()));
    }

    /** Takes the names away that nobody needs. */
    private static Calls nameless(Calls calls) {
        Map<Object, Integer> needed = new HashMap<>();
        for (int call = 0; call < calls.size(); call++) {
            for (Object token : Objects.requireNonNull(calls.actionOf(call).needs())) {
                needed.merge(token, calls.returned(call), Math::max);
            }
        }
        Map<Integer, Action> nameless = new HashMap<>();
        for (int call = 0; call < calls.size(); call++) {
            Action action = calls.actionOf(call);
            int invoked = calls.invoked(call);
            if (!calls.certain(call)
                    && !action.unseen().equals(action)
                    && action.offers().stream().allMatch(token -> needed.getOrDefault(token, -1) < invoked)) {
                nameless.put(call, action.unseen());
            }
        }
        return nameless.isEmpty() ? calls : calls.with(nameless);
    }
}
