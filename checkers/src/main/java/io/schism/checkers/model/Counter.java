package io.schism.checkers.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An integer that is added to.
 *
 * <table>
 * <caption>Operations</caption>
 * <tr><th>f</th><th>argument</th><th>result</th><th>effect</th></tr>
 * <tr><td>{@code add}</td><td>an integer, negative to subtract; null is 1</td><td>ignored</td><td>always legal; the amount is added</td></tr>
 * <tr><td>{@code add-and-get}</td><td>an integer</td><td>the new total</td><td>legal when the total is the result</td></tr>
 * <tr><td>{@code read}</td><td>ignored</td><td>the total</td><td>legal when it is the total (null: see {@link NullRead}; no total is
 *     ever unset)</td></tr>
 * </table>
 *
 * <p>Initial state: 0, or the integer given. Totals are 64 bits wide and wrap.
 */
final class Counter implements Model {
    @Override
    public String name() {
        return "counter";
    }

    @Override
    public Object initial(@Nullable Object value) {
        if (value == null) {
            return 0L;
        }
        if (value instanceof Number total) {
            return total.longValue();
        }
        throw new NotInModelException("initial state " + value + " does not fit model counter; it must be an integer");
    }

    @Override
    public @Nullable Action understand(Call call) {
        return switch (call.f()) {
            case "read" -> call.silent(call.result()) ? null : new Read(call.result());
            case "add" -> new Add(call.argument() == null ? 1 : integer(call, call.argument()), null);
            case "add-and-get" ->
                new Add(integer(call, call.argument()), call.completed() ? integer(call, call.result()) : null);
            default -> throw call.unknownTo(this, "read, add and add-and-get");
        };
    }

    private long integer(Call call, @Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw call.misshapen(this, value, "an integer");
    }

    /** Added; the total that came back, or null when none did. */
    record Add(long amount, @Nullable Long total) implements Action {
        @Override
        public List<Object> after(Object state) {
            long now = (Long) state + amount;
            return total == null || total == now ? List.of(now) : List.of();
        }
    }

    /** Found the total. */
    record Read(@Nullable Object total) implements Action {
        @Override
        public List<Object> after(Object state) {
            return state.equals(total) ? List.of(state) : List.of();
        }

        @Override
        public Effect effect() {
            return Effect.READS;
        }
    }
}
