package io.schism.checkers.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An invocation together with what is known of its completion. A call that failed took no effect and is never shown to a model.
 *
 * @param process who called
 * @param f what was called
 * @param argument value of the invocation
 * @param result value of the completion; null when {@code completed} is false
 * @param completed false when the outcome is unknown: then the call took effect once after its invocation, or never, and the answer is unknown
 * @param nullRead how a completed read of null is to be taken
 */
public record Call(
        int process,
        String f,
        @Nullable Object argument,
        @Nullable Object result,
        boolean completed,
        NullRead nullRead) {
    public Call {
        Objects.requireNonNull(f, "f");
        Objects.requireNonNull(nullRead, "nullRead");
    }

    /** True when a value that was read tells nothing. */
    public boolean silent(@Nullable Object read) {
        return !completed || (read == null && nullRead == NullRead.ANY);
    }

    /** The complaint that this operation is none of the model's, with those it has. */
    NotInModelException unknownTo(Model model, String known) {
        return new NotInModelException(
                "operation \"" + f + "\" is none of model " + model.name() + "; it has " + known);
    }

    /** The complaint that the value has another shape than the model needs. */
    NotInModelException misshapen(Model model, @Nullable Object value, String wanted) {
        return new NotInModelException(
                "value " + value + " of \"" + f + "\" does not fit model " + model.name() + "; it must be " + wanted);
    }
}
