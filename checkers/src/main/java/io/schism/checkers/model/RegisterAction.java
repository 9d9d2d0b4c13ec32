package io.schism.checkers.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be done to a single value. The state is an {@link Optional}: empty while the register is unset. */
public sealed interface RegisterAction extends Action {
    /** Found the value (null: unset). */
    record Read(@Nullable Object value) implements RegisterAction {
        @Override
        public List<Object> after(Object state) {
            return state.equals(Optional.ofNullable(value)) ? List.of(state) : List.of();
        }

        @Override
        public Effect effect() {
            return Effect.READS;
        }

        @Override
        public List<Object> needs() {
            return List.of(Optional.ofNullable(value));
        }
    }

    /** Set the value, whatever was before. */
    record Write(@Nullable Object value) implements RegisterAction {
        @Override
        public List<Object> after(Object state) {
            return List.of(Optional.ofNullable(value));
        }

        @Override
        public Effect effect() {
            return Effect.OVERWRITES;
        }

        @Override
        public boolean omissible() {
            return true;
        }

        @Override
        public List<Object> offers() {
            return List.of(Optional.ofNullable(value));
        }

        @Override
        public List<Object> needs() {
            return List.of();
        }
    }

    /** Found {@code from} and replaced it by {@code to}. */
    record CompareAndSet(@Nullable Object from, @Nullable Object to) implements RegisterAction {
        @Override
        public List<Object> after(Object state) {
            return state.equals(Optional.ofNullable(from)) ? List.of(Optional.ofNullable(to)) : List.of();
        }

        @Override
        public boolean omissible() {
            return true;
        }

        @Override
        public List<Object> offers() {
            return List.of(Optional.ofNullable(to));
        }

        @Override
        public List<Object> needs() {
            return List.of(Optional.ofNullable(from));
        }
    }

    /** Put text behind the value, a missing one counting as the empty string; impossible where the value is no string. */
    record Append(String text) implements RegisterAction {
        @Override
        public List<Object> after(Object state) {
            Object value = ((Optional<?>) state).map(Object.class::cast).orElse("");
            return value instanceof String before ? List.of(Optional.of(before + text)) : List.of();
        }
    }
}
