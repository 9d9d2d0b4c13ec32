package io.schism.checkers.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What can be done to a set. The state is a {@link Set} of elements. */
public sealed interface SetAction extends Action {
    /** The element is in the set from now on. */
    record Add(Object element) implements SetAction {
        @Override
        public List<Object> after(Object state) {
            return with(state, element, true);
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

    /** The element is not in the set from now on. */
    record Remove(Object element) implements SetAction {
        @Override
        public List<Object> after(Object state) {
            return with(state, element, false);
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

    /** Found the element there or not. */
    record Contains(Object element, boolean present) implements SetAction {
        @Override
        public List<Object> after(Object state) {
            return ((Set<?>) state).contains(element) == present ? List.of(state) : List.of();
        }

        @Override
        public Effect effect() {
            return Effect.READS;
        }

        @Override
        public List<Object> needs() {
            return present ? List.of(element) : List.of();
        }

        @Override
        public Object group() {
            return element;
        }
    }

    /** Found exactly these elements. */
    record ReadAll(Set<Object> elements) implements SetAction {
        @Override
        public List<Object> after(Object state) {
            return state.equals(elements) ? List.of(state) : List.of();
        }

        @Override
        public List<Object> needs() {
            return List.copyOf(elements);
        }

        @Override
        public Effect effect() {
            return Effect.READS;
        }
    }

    private static List<Object> with(Object state, Object element, boolean present) {
        Set<?> before = (Set<?>) state;
        if (before.contains(element) == present) {
            return List.of(state);
        }
        Set<Object> now = new HashSet<>(before);
        if (present) {
            now.add(element);
        } else {
            now.remove(element);
        }
        return List.of(now);
    }
}
