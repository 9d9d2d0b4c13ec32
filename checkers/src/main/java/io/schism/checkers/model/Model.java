package io.schism.checkers.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sequential specification of one object: its initial state, and what each call does to a state. Implementations are immutable, free of
 * side effects and safe for several threads; states are immutable, never null, and have {@code equals} and {@code hashCode}.
 *
 * <p>A model of one's own is two small classes:
 *
 * <pre>{@code
 * record Add(long amount) implements Action {
 *     public List<Object> after(Object state) { return List.of((Long) state + amount); }
 * }
 * final class Tally implements Model {
 *     public String name() { return "tally"; }
 *     public Object initial(Object value) { return value == null ? 0L : value; }
 *     public Action understand(Call call) { return new Add((Long) call.argument()); }
 * }
 * }</pre>
 */
public interface Model {
    /** Short, stable name, as written on the command line: {@code cas-register}, {@code fifo-queue}, … */
    String name();

    /**
     * The state before the first call.
     *
     * @param value what the user gave, as JSON has it, or null for the model's own default
     * @throws NotInModelException when the value is no state of this model
     */
    Object initial(@Nullable Object value);

    /**
     * What the call does. Calls with equal actions are interchangeable.
     *
     * @return null when the call says nothing and changes nothing, such as a read of which no answer came
     * @throws NotInModelException when the model does not know the operation or its value has another shape
     */
    @Nullable Action understand(Call call);

    /** The state as JSON has it, for the evidence. */
    default @Nullable Object show(Object state) {
        if (state instanceof Optional<?> optional) {
            return optional.orElse(null);
        }
        return state;
    }
}
