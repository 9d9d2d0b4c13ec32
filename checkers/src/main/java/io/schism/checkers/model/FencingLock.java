package io.schism.checkers.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lock that knows its owner and gives each owner a fencing token larger than every token before.
 *
 * <table>
 * <caption>Operations</caption>
 * <tr><th>f</th><th>argument</th><th>result</th><th>effect</th></tr>
 * <tr><td>{@code acquire}</td><td>ignored</td><td>the token, an integer</td><td>legal when the lock is free and the token is larger than
 *     every token given before; then the process holds the lock</td></tr>
 * <tr><td>{@code release}</td><td>ignored</td><td>ignored</td><td>legal when the process holds the lock; then it is free</td></tr>
 * </table>
 *
 * <p>The lock is not reentrant. Initial state: free, with no token given; a number given is the last token. An acquire whose outcome is
 * unknown may hold the lock for ever; its token is taken to be the smallest possible, which forbids least.
 */
final class FencingLock implements Model {
    private static final int FREE = -1;

    @Override
    public String name() {
        return "fencing-lock";
    }

    @Override
    public Object initial(@Nullable Object value) {
        if (value == null || value.equals("free")) {
            return new State(FREE, Long.MIN_VALUE);
        }
        if (value instanceof Number token) {
            return new State(FREE, token.longValue());
        }
        throw new NotInModelException(
                "initial state " + value + " does not fit model fencing-lock; it must be \"free\" or the last token");
    }

    @Override
    public Action understand(Call call) {
        return switch (call.f()) {
            case "acquire" -> acquire(call);
            case "release" -> new Release(call.process());
            default -> throw call.unknownTo(this, "acquire and release");
        };
    }

    private Action acquire(Call call) {
        if (!call.completed()) {
            return new Acquire(call.process(), null);
        }
        if (call.result() instanceof Number token) {
            return new Acquire(call.process(), token.longValue());
        }
        throw call.misshapen(this, call.result(), "the fencing token, an integer");
    }

    @Override
    public Object show(Object state) {
        State shown = (State) state;
        Object owner = shown.owner == FREE ? "free" : (Object) (long) shown.owner;
        return shown.token == Long.MIN_VALUE ? Map.of("owner", owner) : Map.of("owner", owner, "token", shown.token);
    }

    /** Owner and last token. */
    record State(int owner, long token) {}

    /** The process took the lock and, when the answer came, got the token. */
    record Acquire(int process, @Nullable Long token) implements Action {
        @Override
        public List<Object> after(Object state) {
            State before = (State) state;
            if (before.owner != FREE) {
                return List.of();
            }
            if (token == null) {
                // With no token before, the least possible is below any that can be seen.
                long least = before.token == Long.MIN_VALUE ? Long.MIN_VALUE : Math.addExact(before.token, 1);
                return List.of(new State(process, least));
            }
            return token > before.token ? List.of(new State(process, token)) : List.of();
        }

        @Override
        public boolean canStillHappen(Object state) {
            return token == null || token > ((State) state).token;
        }

        @Override
        public Object group() {
            return process;
        }
    }

    /** The process gave the lock back. */
    record Release(int process) implements Action {
        @Override
        public List<Object> after(Object state) {
            State before = (State) state;
            return before.owner == process ? List.of(new State(FREE, before.token)) : List.of();
        }

        @Override
        public Object group() {
            return process;
        }
    }
}
