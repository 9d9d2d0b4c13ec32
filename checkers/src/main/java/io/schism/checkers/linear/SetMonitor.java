package io.schism.checkers.linear;

import io.schism.checkers.model.Action;
import io.schism.checkers.model.SetAction;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sets. Without reads of the whole set the elements are independent, and each is judged alone (Abdulla et al., PLDI 2025, on sets; here the
 * search on a set of one element, which knows calls of unknown outcome and elements that come and go).
 *
 * <p>With reads of the whole set and no removal the time is O(n log n) in the length of the history with its reads. A set only grows, so the
 * answers must form a chain of ever larger sets, and give each call a <em>level</em>: a read of the k-th set stands on level 2k, and the
 * adds of an element that is in the k-th set but not in the one before (or in none: behind the last) stand on level 2k-1 or above, one of
 * them exactly there. A linearization is an order with levels that never fall, and among calls of one level every order will do. So there is one
 * exactly when no call of a higher level returned before one of a lower level was invoked. Of several adds of one element the first
 * invoked takes the level, as it has the best chance; each of the others is raised to the highest level that returned before its
 * invocation, which is the least it can stand on. Adds of unknown outcome that nobody has seen are left out ({@link Seen}); of an element that
 * was seen they take part only when they are the first invoked, and return never.
 */
final class SetMonitor {
    private final Calls calls;
    private final int[] level;

    private SetMonitor(Calls calls) {
        this.calls = calls;
        this.level = new int[calls.size()];
    }

    /** The answer, or null where only the search can tell. */
    static @Nullable Answer judge(Calls all, Object initial, Spending spending) {
        boolean reads = false;
        boolean others = false;
        for (Action action : all.actions()) {
            if (!(action instanceof SetAction)) {
                return null;
            }
            reads |= action instanceof SetAction.ReadAll;
            others |= action instanceof SetAction.Remove || action instanceof SetAction.Contains;
        }
        if (!(initial instanceof Set<?> start) || (reads && others)) {
            return null;
        }
        return reads ? new SetMonitor(Seen.only(all)).growing(start) : alone(all, start, spending);
    }

    private static Answer alone(Calls all, Set<?> initial, Spending spending) {
        Map<Object, BitSet> byElement = new LinkedHashMap<>();
        for (int call = 0; call < all.size(); call++) {
            Object element = all.actionOf(call).group();
            byElement.computeIfAbsent(element, any -> new BitSet()).set(call);
        }
        long looked = 0;
        for (Map.Entry<Object, BitSet> one : byElement.entrySet()) {
            spending.checkTime();
            Set<?> start = initial.contains(one.getKey()) ? Set.of(one.getKey()) : Set.of();
            Answer answer =
                    Search.run(all.restricted(one.getValue(), new BitSet()).compacted(), start, spending);
            looked += answer.configurations();
            if (answer.isInvalid()) {
                return answer;
            }
        }
        return Answer.valid(looked);
    }

    private Answer growing(Set<?> initial) {
        Integer[] reads = IntStream.range(0, calls.size())
                .filter(call -> calls.actionOf(call) instanceof SetAction.ReadAll)
                .boxed()
                .toArray(Integer[]::new);
        Arrays.sort(reads, Comparator.comparingInt(call -> elements(call).size()));
        Map<Object, Integer> seenFrom = new HashMap<>();
        initial.forEach(element -> seenFrom.put(element, 0));
        Set<?> before = initial;
        int height = 0;
        int previous = -1;
        for (int call : reads) {
            Set<Object> now = elements(call);
            if (!now.containsAll(before)) {
                return Answer.invalidBecauseOf(calls, previous < 0 ? new int[] {call} : new int[] {previous, call});
            }
            if (now.size() > before.size() || height == 0) {
                height += 2;
                for (Object element : now) {
                    seenFrom.putIfAbsent(element, height - 1);
                }
            }
            level[call] = height;
            before = now;
            previous = call;
        }
        int[] contradiction = place(seenFrom, height + 1, reads);
        return contradiction == null ? Answer.valid(calls.size()) : Answer.invalidBecauseOf(calls, contradiction);
    }

    private Set<Object> elements(int call) {
        return ((SetAction.ReadAll) calls.actionOf(call)).elements();
    }

    /** Gives the adds their levels and looks for a call above another one that came after it. */
    private int @Nullable [] place(Map<Object, Integer> seenFrom, int top, Integer[] reads) {
        Map<Object, Integer> adders = new HashMap<>();
        BitSet again = new BitSet();
        BitSet left = new BitSet();
        for (int call = 0; call < calls.size(); call++) {
            if (!(calls.actionOf(call) instanceof SetAction.Add add)) {
                continue;
            }
            level[call] = seenFrom.getOrDefault(add.element(), top);
            boolean first = adders.putIfAbsent(add.element(), call) == null;
            if (!first || level[call] == 0) {
                again.set(call);
                if (!calls.certain(call)) {
                    left.set(call);
                }
            }
        }
        for (int read : reads) {
            for (Object element : elements(read)) {
                if (!adders.containsKey(element) && seenFrom.getOrDefault(element, 0) != 0) {
                    return new int[] {read};
                }
            }
        }
        return falling(again, left);
    }

    private int @Nullable [] falling(BitSet again, BitSet left) {
        int highest = 0;
        int highestCall = -1;
        for (int event : calls.events()) {
            int call = event >> 1;
            if (left.get(call)) {
                continue;
            }
            if ((event & 1) == 0) {
                if (again.get(call)) {
                    level[call] = Math.max(level[call], highest);
                }
                if (level[call] < highest) {
                    return new int[] {highestCall, call};
                }
                continue;
            }
            if (level[call] > highest) {
                highest = level[call];
                highestCall = call;
            }
        }
        return null;
    }
}
