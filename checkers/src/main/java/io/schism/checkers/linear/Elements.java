package io.schism.checkers.linear;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a queue into which no element is put twice: who put each in and who took it out. Elements of the initial state were put in
 * before everything else, in their order. Not safe for several threads.
 */
final class Elements {
    static final int NONE = -1;

    private final Calls calls;
    private final Map<Object, Integer> numbers = new HashMap<>();
    private int[] put = new int[16];
    private int[] taken = new int[16];
    private final int initial;

    Elements(Calls calls, List<?> initial) {
        this.calls = calls;
        this.initial = initial.size();
        for (Object element : initial) {
            number(element);
        }
    }

    /** The number of an element; a new one has neither been put in nor taken. */
    private int number(Object element) {
        Integer known = numbers.putIfAbsent(element, numbers.size());
        if (known != null) {
            return known;
        }
        int number = numbers.size() - 1;
        if (number == put.length) {
            put = Arrays.copyOf(put, number * 2);
            taken = Arrays.copyOf(taken, number * 2);
        }
        put[number] = NONE;
        taken[number] = NONE;
        return number;
    }

    /** Notes who put the element in; false when it was there before. */
    boolean put(Object element, int call) {
        int before = numbers.size();
        int number = number(element);
        boolean known = number < before && (put[number] != NONE || number < initial);
        if (!known) {
            put[number] = call;
        }
        return !known;
    }

    /** Notes who took the element out; who took it before, or {@link #NONE}. */
    int take(Object element, int call) {
        int number = number(element);
        int before = taken[number];
        if (before == NONE) {
            taken[number] = call;
        }
        return before;
    }

    int count() {
        return numbers.size();
    }

    int taker(int element) {
        return taken[element];
    }

    /** True when it was taken but neither put in nor there in the beginning. */
    boolean fromNowhere(int element) {
        return put[element] == NONE && element >= initial;
    }

    /** When the call that put it in was invoked, and when it returned; before everything else for the initial state. */
    int putInvoked(int element) {
        return element < initial ? element - initial : calls.invoked(put[element]);
    }

    int putReturned(int element) {
        return element < initial ? element - initial : calls.returned(put[element]);
    }

    /** When the call that took it out was invoked, and when it returned; {@link Calls#NEVER} when it stays. */
    int takeInvoked(int element) {
        return taken[element] == NONE ? Calls.NEVER : calls.invoked(taken[element]);
    }

    int takeReturned(int element) {
        return taken[element] == NONE ? Calls.NEVER : calls.returned(taken[element]);
    }

    /** The calls that put in and took out these elements, and these calls. */
    int[] callsOf(int[] elements, int... more) {
        int[] all = new int[elements.length * 2 + more.length];
        int count = 0;
        for (int element : elements) {
            if (put[element] != NONE) {
                all[count++] = put[element];
            }
            if (taken[element] != NONE) {
                all[count++] = taken[element];
            }
        }
        for (int call : more) {
            all[count++] = call;
        }
        return Arrays.copyOf(all, count);
    }

    /** The elements in ascending order of a key. */
    int[] sorted(IntUnaryOperator key) {
        long[] keyed = new long[count()];
        for (int element = 0; element < keyed.length; element++) {
            keyed[element] = ((long) key.applyAsInt(element) << 32) | element;
        }
        Arrays.sort(keyed);
        return Arrays.stream(keyed).mapToInt(each -> (int) each).toArray();
    }

    /**
     * Elements that were there all through an interval, or null. An element is there for certain from the return of the call that put it in
     * to the invocation of the one that took it out. Those stretches are merged to the longest ones they cover together; a call that found
     * nothing and lies within one had no instant to do so.
     *
     * @param empty the calls that found nothing
     * @return the calls of a contradiction
     */
    int @Nullable [] emptyTooSoon(List<Integer> empty) {
        if (empty.isEmpty()) {
            return null;
        }
        int[] order = sorted(this::putReturned);
        List<Integer> asked = empty.stream()
                .sorted(Comparator.comparingInt(call -> calls.invoked(call)))
                .toList();
        int next = 0;
        int from = Integer.MIN_VALUE;
        int to = Integer.MIN_VALUE;
        int begin = 0;
        for (int call : asked) {
            while (next < order.length && putReturned(order[next]) < calls.invoked(call)) {
                int element = order[next++];
                if (takeInvoked(element) < putReturned(element)) {
                    continue;
                }
                if (putReturned(element) > to) {
                    from = putReturned(element);
                    to = takeInvoked(element);
                    begin = next - 1;
                }
                to = Math.max(to, takeInvoked(element));
            }
            // A stretch that begins before the call may be carried on by elements put in while it lasted.
            int reach = to;
            int look = next;
            while (from != Integer.MIN_VALUE
                    && reach > calls.invoked(call)
                    && reach < calls.returned(call)
                    && look < order.length
                    && putReturned(order[look]) < reach) {
                reach = Math.max(reach, takeInvoked(order[look++]));
            }
            if (from < calls.invoked(call) && reach > calls.returned(call)) {
                return callsOf(
                        chain(Arrays.copyOfRange(order, begin, look), calls.invoked(call), calls.returned(call)), call);
            }
        }
        return null;
    }

    /** Few of the elements, sorted by the time they were put in, that cover the interval between them. */
    private int[] chain(int[] sorted, int from, int to) {
        int[] chain = new int[sorted.length];
        int length = 0;
        int covered = from;
        int i = 0;
        while (covered < to) {
            int best = NONE;
            while (i < sorted.length && putReturned(sorted[i]) < covered) {
                if (best == NONE || takeInvoked(sorted[i]) > takeInvoked(best)) {
                    best = sorted[i];
                }
                i++;
            }
            if (best == NONE) {
                throw new IllegalStateException("the elements do not cover the interval");
            }
            chain[length++] = best;
            covered = takeInvoked(best);
        }
        return Arrays.copyOf(chain, length);
    }
}
