package io.schism.checkers.linear;

import io.schism.checkers.model.Action;
import io.schism.checkers.model.BagAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Queues without order into which no element is put twice, in time O(n log n): an element taken must have been put in before and must
 * not be taken twice; an answer "empty" must have had an instant at which no element was there for certain (Abdulla et al., PLDI 2025, on
 * multisets).
 *
 * <p><b>Unknown outcomes.</b> An enqueue of unknown outcome whose element nobody took is left out ({@link Seen}). A dequeue of unknown
 * outcome only takes away, so without answers "empty" it may be left out: more elements forbid nothing. With them the search decides.
 */
final class BagMonitor {
    private BagMonitor() {}

    /** The answer, or null where only the search can tell. */
    static @Nullable Answer judge(Calls all, Object initial) {
        for (Action action : all.actions()) {
            if (!(action instanceof BagAction)) {
                return null;
            }
        }
        if (!(initial instanceof Map<?, ?> start) || start.values().stream().anyMatch(count -> !count.equals(1))) {
            return null;
        }
        Calls calls = Seen.only(all);
        Elements elements = new Elements(calls, new ArrayList<Object>(start.keySet()));
        List<Integer> empty = new ArrayList<>();
        boolean lost = false;
        for (int call = 0; call < calls.size(); call++) {
            Action action = calls.actionOf(call);
            if (action instanceof BagAction.Enqueue enqueue && !elements.put(enqueue.element(), call)) {
                return null;
            }
            if (action instanceof BagAction.Empty) {
                empty.add(call);
            }
            lost |= action instanceof BagAction.Lost;
        }
        if (lost && !empty.isEmpty()) {
            return null;
        }
        int[] contradiction = taken(calls, elements);
        if (contradiction == null) {
            contradiction = elements.emptyTooSoon(empty);
        }
        return contradiction == null ? Answer.valid(elements.count()) : Answer.invalidBecauseOf(calls, contradiction);
    }

    private static int @Nullable [] taken(Calls calls, Elements elements) {
        for (int call = 0; call < calls.size(); call++) {
            if (calls.actionOf(call) instanceof BagAction.Dequeue dequeue) {
                int before = elements.take(dequeue.element(), call);
                if (before != Elements.NONE) {
                    return new int[] {before, call};
                }
            }
        }
        for (int element = 0; element < elements.count(); element++) {
            if (elements.fromNowhere(element) || elements.takeReturned(element) < elements.putInvoked(element)) {
                return elements.callsOf(new int[] {element});
            }
        }
        return null;
    }
}
