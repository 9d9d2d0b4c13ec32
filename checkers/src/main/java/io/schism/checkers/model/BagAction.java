package io.schism.checkers.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can be done to a queue without order. The state is a {@link Map} from each element to how often it is there, never zero. */
public sealed interface BagAction extends Action {
    /** Put the element in. */
    record Enqueue(Object element) implements BagAction {
        @Override
        public List<Object> after(Object state) {
            return List.of(with(state, element, 1));
        }

        @Override
        public boolean omissible() {
            return true;
        }

        @Override
        public List<Object> offers() {
            return List.of(element);
        }

        @Override
        public List<Object> needs() {
            return List.of();
        }

        @Override
        public Object group() {
            return element;
        }
    }

    /** Took this element. */
    record Dequeue(Object element) implements BagAction {
        @Override
        public List<Object> after(Object state) {
            return ((Map<?, ?>) state).containsKey(element) ? List.of(with(state, element, -1)) : List.of();
        }

        @Override
        public List<Object> needs() {
            return List.of(element);
        }

        @Override
        public Object group() {
            return element;
        }
    }

    /** Found nothing. */
    record Empty() implements BagAction {
        @Override
        public List<Object> after(Object state) {
            return ((Map<?, ?>) state).isEmpty() ? List.of(state) : List.of();
        }

        @Override
        public Effect effect() {
            return Effect.READS;
        }

        @Override
        public List<Object> needs() {
            return List.of();
        }
    }

    /** Took an element, whichever it was: the answer was lost. */
    record Lost() implements BagAction {
        @Override
        public List<Object> after(Object state) {
            return ((Map<?, ?>) state)
                    .keySet().stream().map(element -> with(state, element, -1)).toList();
        }

        @Override
        public List<Object> needs() {
            return List.of();
        }
    }

    private static Object with(Object state, Object element, int more) {
        Map<Object, Integer> now = new HashMap<>();
        ((Map<?, ?>) state).forEach((each, count) -> now.put(each, (Integer) count));
        now.merge(element, more, (before, change) -> before + change == 0 ? null : before + change);
        return now;
    }
}
