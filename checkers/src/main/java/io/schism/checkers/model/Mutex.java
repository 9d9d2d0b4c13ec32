package io.schism.checkers.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lock that knows its owner.
 *
 * <table>
 * <caption>Operations</caption>
 * <tr><th>f</th><th>argument</th><th>result</th><th>effect</th></tr>
 * <tr><td>{@code acquire}</td><td>ignored</td><td>ignored</td><td>legal when the lock is free; then the process holds it</td></tr>
 * <tr><td>{@code release}</td><td>ignored</td><td>ignored</td><td>legal when the process holds the lock; then it is free</td></tr>
 * </table>
 *
 * <p>The lock is not reentrant. Initial state: free, or the number of the process that holds it ({@code "free"} is understood). An acquire
 * that was refused must be recorded as {@code fail}; one whose outcome is unknown may hold the lock for ever.
 */
final class Mutex implements Model {
    @Override
    public String name() {
        return "mutex";
    }

    @Override
    public Object initial(@Nullable Object value) {
        if (value == null || value.equals("free")) {
            return Optional.empty();
        }
        if (value instanceof Number process) {
            return Optional.of(process.intValue());
        }
        throw new NotInModelException("initial state " + value
                + " does not fit model mutex; it must be \"free\" or the owner's process number");
    }

    @Override
    public Action understand(Call call) {
        return switch (call.f()) {
            case "acquire" -> new Acquire(call.process());
            case "release" -> new Release(call.process());
            default -> throw call.unknownTo(this, "acquire and release");
        };
    }

    /** The process took the lock. */
    record Acquire(int process) implements Action {
        @Override
        public List<Object> after(Object state) {
            return state.equals(Optional.empty()) ? List.of(Optional.of(process)) : List.of();
        }

        // Pairs of acquire and release of one process stand side by side in a legal sequence: without them it is legal
        // still.
        @Override
        public Object group() {
            return process;
        }
    }

    /** The process gave the lock back. */
    record Release(int process) implements Action {
        @Override
        public List<Object> after(Object state) {
            return state.equals(Optional.of(process)) ? List.of(Optional.empty()) : List.of();
        }

        @Override
        public Object group() {
            return process;
        }
    }
}
