package io.schism.checkers.model;

/** What an {@link Action} promises about its effect on every state. */
public enum Effect {
    /** Wherever it can happen, it leaves the state as it was. */
    READS,
    /** It can happen in every state, and the state that follows is the same whatever was before. */
    OVERWRITES,
    /** Anything else. */
    CHANGES
}
