package io.schism.checkers.history;

/**
 * How a history file is read. Defaults: a torn end is an error, tuples stay values. Immutable.
 *
 * @param tolerateTornEnd whether a last line of {@code .jsonl} that has no newline and cannot be read is left out and reported, as a run
 *     that was killed leaves it; anything else that is malformed stays an error
 * @param independentTuples whether the value {@code [k v]} of a client's operation is split into key and value, as {@code jepsen.independent}
 *     means it
 */
public record HistoryOptions(boolean tolerateTornEnd, boolean independentTuples) {
    /** A torn end is an error, tuples stay values. */
    public static HistoryOptions ofDefaults() {
        return new HistoryOptions(false, false);
    }

    /** The same with another answer to a torn end. */
    public HistoryOptions withTolerateTornEnd(boolean tolerate) {
        return new HistoryOptions(tolerate, independentTuples);
    }

    /** The same with another reading of tuples. */
    public HistoryOptions withIndependentTuples(boolean split) {
        return new HistoryOptions(tolerateTornEnd, split);
    }
}
