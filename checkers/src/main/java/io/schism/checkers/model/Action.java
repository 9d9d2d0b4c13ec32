package io.schism.checkers.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call does to a state. Immutable, with {@code equals} and {@code hashCode} (a record has both). Only {@link #after} must be
 * written; the other methods are promises which let the checker be faster and the evidence smaller, and which must be true.
 */
public interface Action {
    /**
     * The states that can follow when the call takes effect in this state; empty when it cannot have taken effect here with the answer it
     * gave. More than one only where the answer is unknown. Must be quick: a budget is honoured between two steps.
     */
    List<Object> after(Object state);

    /** The kind of effect; {@link Effect#CHANGES}, which promises nothing, unless the action knows better. */
    default Effect effect() {
        return Effect.CHANGES;
    }

    /**
     * True when a linearizable history stays linearizable without this call, provided that no other call {@link #needs} what this one
     * {@link #offers}. More exactly: whenever this call takes effect and no call before the next one that {@link Effect#OVERWRITES} needs
     * what it offers, the same sequence of calls is legal without it.
     */
    default boolean omissible() {
        return effect() == Effect.READS;
    }

    /** Names of what this call leaves for others to see, such as the value written. */
    default List<Object> offers() {
        return List.of();
    }

    /**
     * False only when this call can never happen any more from this state, whatever other calls happen before it: a version that is
     * behind, say.
     */
    default boolean canStillHappen(Object state) {
        return true;
    }

    /**
     * What this call does when no other call needs what it offers: the same, without a name to it. Calls that differ only in what nobody has
     * seen become equal that way, and equal calls need not be told apart.
     */
    default Action unseen() {
        return this;
    }

    /** Names of what this call must have found, such as the value read; null, which promises nothing, when it may depend on anything. */
    default @Nullable List<Object> needs() {
        return null;
    }

    /**
     * A name shared by all calls that may be left out of a linearizable history together (all that concern one element of a queue, say), if
     * it began in the model's default state and no other call names one of their {@link #offers} in its {@link #needs}. Null when there is
     * no such set.
     */
    default @Nullable Object group() {
        return null;
    }
}
