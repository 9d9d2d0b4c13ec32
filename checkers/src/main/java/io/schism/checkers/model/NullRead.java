package io.schism.checkers.model;

/** What a completed read of null means. */
public enum NullRead {
    /** The answer was lost: the read matches every state, as Knossos' register models take it. */
    ANY,
    /** The literal reading: there was no value. */
    UNSET
}
