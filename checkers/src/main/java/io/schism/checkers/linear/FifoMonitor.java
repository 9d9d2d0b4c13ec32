package io.schism.checkers.linear;

import io.schism.checkers.model.Action;
import io.schism.checkers.model.QueueAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queues into which no element is put twice, in time O(n log n). The violations are those of Henzinger, Sezgin and Vafeiadis,
 * <i>Aspect-oriented linearizability proofs</i>, CONCUR 2013, section 3: an element taken that was never put in, or before that; an element
 * taken twice; two elements put in one after the other and taken the other way round, or the first never taken; an answer "empty" while some
 * element was there at every instant. That these can be found by sorting is also behind Abdulla et al., PLDI 2025, and Lee and Mathur, OOPSLA 2025.
 *
 * <p><b>Unknown outcomes.</b> An enqueue of unknown outcome whose element nobody took is left out ({@link Seen}); any other took effect and
 * returned never. A dequeue of unknown outcome may have taken any one element. An element <i>a</i> that no known call took must have been taken
 * by one of these when some <i>b</i> put in after it was taken: by a call invoked before the earliest return of such a dequeue of <i>b</i>, its
 * deadline; and returning never it can break no other rule. Elements can be given to such calls exactly when, both sorted, the k-th
 * invocation is before the k-th deadline. With answers "empty" as well, taking more may be needed: then the search decides.
 */
final class FifoMonitor {
    private final Calls calls;
    private final Elements elements;
    private final List<Integer> empty = new ArrayList<>();
    private final List<Integer> lost = new ArrayList<>();

    private FifoMonitor(Calls calls, List<?> initial) {
        this.calls = calls;
        this.elements = new Elements(calls, initial);
    }

    /** The answer, or null where only the search can tell. */
    static @Nullable Answer judge(Calls all, Object initial) {
        for (Action action : all.actions()) {
            if (!(action instanceof QueueAction)) {
                return null;
            }
        }
        if (!(initial instanceof List<?> start) || start.stream().distinct().count() < start.size()) {
            return null;
        }
        FifoMonitor monitor = new FifoMonitor(Seen.only(all), start);
        return monitor.readable() ? monitor.judge() : null;
    }

    /** Takes note of all that was put in and of what was lost; false when an element was put in twice or both are mixed. */
    private boolean readable() {
        for (int call = 0; call < calls.size(); call++) {
            Action action = calls.actionOf(call);
            if (action instanceof QueueAction.Enqueue enqueue && !elements.put(enqueue.element(), call)) {
                return false;
            }
            if (action instanceof QueueAction.Empty) {
                empty.add(call);
            }
            if (action instanceof QueueAction.Lost) {
                lost.add(call);
            }
        }
        return empty.isEmpty() || lost.isEmpty();
    }

    private Answer judge() {
        int[] contradiction = taken();
        if (contradiction == null) {
            contradiction = order();
        }
        if (contradiction == null) {
            contradiction = elements.emptyTooSoon(empty);
        }
        return contradiction == null ? Answer.valid(elements.count()) : Answer.invalidBecauseOf(calls, contradiction);
    }

    private int @Nullable [] taken() {
        for (int call = 0; call < calls.size(); call++) {
            if (!(calls.actionOf(call) instanceof QueueAction.Dequeue dequeue)) {
                continue;
            }
            int before = elements.take(dequeue.element(), call);
            if (before != Elements.NONE) {
                return new int[] {before, call};
            }
        }
        for (int element = 0; element < elements.count(); element++) {
            boolean tooSoon =
                    elements.fromNowhere(element) || elements.takeReturned(element) < elements.putInvoked(element);
            if (tooSoon) {
                return elements.callsOf(new int[] {element});
            }
        }
        return null;
    }

    /** Elements that left in the wrong order. */
    private int @Nullable [] order() {
        // While b goes through the elements as they were put in, a is the one put in for certain before b that was
        // taken last.
        int[] byReturn = elements.sorted(elements::putReturned);
        int[] byInvocation = elements.sorted(elements::putInvoked);
        int latest = Elements.NONE;
        int next = 0;
        for (int b : byInvocation) {
            while (next < byReturn.length && elements.putReturned(byReturn[next]) < elements.putInvoked(b)) {
                int a = byReturn[next++];
                boolean later = latest == Elements.NONE || elements.takeInvoked(a) > elements.takeInvoked(latest);
                if (elements.taker(a) != Elements.NONE && later) {
                    latest = a;
                }
            }
            if (latest != Elements.NONE && elements.takeReturned(b) < elements.takeInvoked(latest)) {
                return elements.callsOf(new int[] {latest, b});
            }
        }
        return missing(byInvocation);
    }

    /** Elements that nobody can have taken although a later one was. */
    private int @Nullable [] missing(int[] byInvocation) {
        // From the last put in backwards: the earliest taken of those after a sets the deadline of a.
        int[] byReturn = elements.sorted(elements::putReturned);
        long[] deadlines = new long[elements.count()];
        int[] cause = new int[elements.count()];
        int count = 0;
        int earliest = Elements.NONE;
        int next = byInvocation.length - 1;
        for (int i = byReturn.length - 1; i >= 0; i--) {
            int a = byReturn[i];
            while (next >= 0 && elements.putInvoked(byInvocation[next]) > elements.putReturned(a)) {
                int b = byInvocation[next--];
                if (earliest == Elements.NONE || elements.takeReturned(b) < elements.takeReturned(earliest)) {
                    earliest = b;
                }
            }
            if (elements.taker(a) == Elements.NONE
                    && earliest != Elements.NONE
                    && elements.takeReturned(earliest) != Calls.NEVER) {
                deadlines[count++] = ((long) elements.takeReturned(earliest) << 32) | a;
                cause[a] = earliest;
            }
        }
        Arrays.sort(deadlines, 0, count);
        for (int i = 0; i < count; i++) {
            // Lost calls stand in the order of their invocation, as all calls do.
            if (i < lost.size() && calls.invoked(lost.get(i)) < (int) (deadlines[i] >> 32)) {
                continue;
            }
            int[] involved = new int[2 * (i + 1)];
            for (int j = 0; j <= i; j++) {
                involved[2 * j] = (int) deadlines[j];
                involved[2 * j + 1] = cause[(int) deadlines[j]];
            }
            return elements.callsOf(involved);
        }
        return null;
    }
}
