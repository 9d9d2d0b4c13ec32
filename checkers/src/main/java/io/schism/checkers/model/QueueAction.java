package io.schism.checkers.model;

import java.util.ArrayList;
import java.util.List;

/** What can be done to a queue in order. The state is a {@link List}, the oldest element first. */
public sealed interface QueueAction extends Action {
    /** Put the element behind all others. */
    record Enqueue(Object element) implements QueueAction {
        @Override
        public List<Object> after(Object state) {
            List<Object> now = new ArrayList<>((List<?>) state);
            now.add(element);
            return List.of(List.copyOf(now));
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

    /** Took this element, which was the first. */
    record Dequeue(Object element) implements QueueAction {
        @Override
        public List<Object> after(Object state) {
            List<?> before = (List<?>) state;
            return !before.isEmpty() && before.get(0).equals(element) ? List.of(tail(before)) : List.of();
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
    record Empty() implements QueueAction {
        @Override
        public List<Object> after(Object state) {
            return ((List<?>) state).isEmpty() ? List.of(state) : List.of();
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

    /** Took the first element, whatever it was: the answer was lost. */
    record Lost() implements QueueAction {
        @Override
        public List<Object> after(Object state) {
            List<?> before = (List<?>) state;
            return before.isEmpty() ? List.of() : List.of(tail(before));
        }

        @Override
        public List<Object> needs() {
            return List.of();
        }
    }

    private static Object tail(List<?> state) {
        return List.copyOf(state.subList(1, state.size()));
    }
}
