package io.schism.checkers.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value with a version that grows by one at each change: a key of etcd with its {@code version}. Value and version must agree, so a
 * lost or a doubled write shows even where the values alone would hide it (the model of Jepsen's etcd tests).
 *
 * <table>
 * <caption>Operations</caption>
 * <tr><th>f</th><th>argument</th><th>result</th><th>effect</th></tr>
 * <tr><td>{@code read}</td><td>ignored</td><td>{@code [version, value]}</td><td>legal when both are so; a null version tells nothing, a
 *     null value is an unset register (see {@link NullRead})</td></tr>
 * <tr><td>{@code write}</td><td>{@code [null, value]}</td><td>{@code [version, value]}</td><td>legal when the version is one more than
 *     before, or null</td></tr>
 * <tr><td>{@code cas}</td><td>{@code [null, [old, new]]}</td><td>{@code [version, [old, new]]}</td><td>legal when the register holds
 *     {@code old} and the version is one more than before, or null</td></tr>
 * </table>
 *
 * <p>Initial state: version 0 and unset, or {@code [version, value]} as given.
 */
final class VersionedRegister implements Model {
    /** Stands for every value that was written and never read. */
    private static final Object UNSEEN = new Object();

    @Override
    public String name() {
        return "versioned-register";
    }

    @Override
    public Object initial(@Nullable Object value) {
        if (value == null) {
            return new State(0, null);
        }
        if (value instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof Number version) {
            return new State(version.longValue(), pair.get(1));
        }
        throw new NotInModelException(
                "initial state " + value + " does not fit model versioned-register; it must be [version, value]");
    }

    @Override
    public @Nullable Action understand(Call call) {
        return switch (call.f()) {
            case "read" -> read(call);
            case "write" -> new Write(version(call), second(call, call.argument()));
            case "cas" -> compareAndSet(call);
            default -> throw call.unknownTo(this, "read, write and cas");
        };
    }

    private @Nullable Action read(Call call) {
        if (!call.completed()) {
            return null;
        }
        Long version = version(call);
        Object value = call.result() == null ? null : second(call, call.result());
        boolean anyValue = call.silent(value);
        return version == null && anyValue ? null : new Read(version, value, anyValue);
    }

    private Action compareAndSet(Call call) {
        if (second(call, call.argument()) instanceof List<?> pair && pair.size() == 2) {
            return new CompareAndSet(version(call), pair.get(0), pair.get(1));
        }
        throw call.misshapen(this, call.argument(), "[null, [old, new]]");
    }

    private @Nullable Long version(Call call) {
        if (!call.completed() || call.result() == null) {
            return null;
        }
        if (call.result() instanceof List<?> pair && pair.size() == 2) {
            if (pair.get(0) == null) {
                return null;
            }
            if (pair.get(0) instanceof Number version) {
                return version.longValue();
            }
        }
        throw call.misshapen(this, call.result(), "[version, value]");
    }

    private @Nullable Object second(Call call, @Nullable Object value) {
        if (value instanceof List<?> pair && pair.size() == 2) {
            return pair.get(1);
        }
        throw call.misshapen(this, value, "[version, value]");
    }

    @Override
    public Object show(Object state) {
        State shown = (State) state;
        return Arrays.asList(shown.version, shown.value == UNSEEN ? "a value nobody read" : shown.value);
    }

    /** Version and value. */
    record State(long version, @Nullable Object value) {
        boolean holds(@Nullable Object other) {
            return Objects.equals(value, other);
        }
    }

    /** Found version and value; a version of null and a value of no account match all. */
    record Read(@Nullable Long version, @Nullable Object value, boolean anyValue) implements Action {
        @Override
        public List<Object> after(Object state) {
            State before = (State) state;
            boolean versionFits = version == null || version == before.version;
            return versionFits && (anyValue || before.holds(value)) ? List.of(state) : List.of();
        }

        @Override
        public boolean canStillHappen(Object state) {
            return version == null || ((State) state).version <= version;
        }

        @Override
        public List<Object> needs() {
            return anyValue ? List.of() : List.of(Optional.ofNullable(value));
        }

        @Override
        public Effect effect() {
            return Effect.READS;
        }
    }

    /** Set the value; the version became the one given. */
    record Write(@Nullable Long version, @Nullable Object value) implements Action {
        @Override
        public List<Object> after(Object state) {
            long next = ((State) state).version + 1;
            return version == null || version == next ? List.of(new State(next, value)) : List.of();
        }

        @Override
        public List<Object> offers() {
            return List.of(Optional.ofNullable(value));
        }

        @Override
        public Action unseen() {
            return new Write(version, UNSEEN);
        }

        @Override
        public boolean canStillHappen(Object state) {
            return version == null || ((State) state).version < version;
        }

        @Override
        public List<Object> needs() {
            return List.of();
        }
    }

    /** Found one value and set another; the version became the one given. */
    record CompareAndSet(
            @Nullable Long version,
            @Nullable Object from,
            @Nullable Object to) implements Action {
        @Override
        public List<Object> after(Object state) {
            State before = (State) state;
            long next = before.version + 1;
            boolean fits = before.holds(from) && (version == null || version == next);
            return fits ? List.of(new State(next, to)) : List.of();
        }

        @Override
        public List<Object> offers() {
            return List.of(Optional.ofNullable(to));
        }

        @Override
        public Action unseen() {
            return new CompareAndSet(version, from, UNSEEN);
        }

        @Override
        public boolean canStillHappen(Object state) {
            return version == null || ((State) state).version < version;
        }

        @Override
        public List<Object> needs() {
            return List.of(Optional.ofNullable(from));
        }
    }
}
