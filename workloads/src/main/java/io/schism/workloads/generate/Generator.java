package io.schism.workloads.generate;

import io.schism.checkers.history.Operation;

/**
 * What the processes do next: an immutable value. {@link #next} says what it would do and what it would be afterwards; whoever asks may
 * drop the answer and ask again, for example because an operation completed while it waited for a planned one to become due. All chance
 * comes from the context, so the seed and the events determine the sequence. Implementations neither block nor have effects.
 */
public interface Generator {
    /** The next step in this context. */
    Step next(Context context);

    /**
     * Tells of an invocation that was made or of its completion.
     *
     * @param context the context after the event
     * @param event the operation as it was recorded
     * @return the generator to go on with; this one when the event changes nothing
     */
    default Generator update(Context context, Operation event) {
        return this;
    }
}
