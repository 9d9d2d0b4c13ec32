package io.schism.checkers.set;

import io.schism.checkers.history.History;

/** What is known of one element; places are positions in the history, {@link History#NONE} for never. For one thread. */
final class Element {
    final Object value;
    final int added;
    /** Position of the {@code ok} add or the first completed read that saw it, whichever is first. */
    int known = History.NONE;
    /** Completion of the read that saw it and completed last. */
    int lastPresent = History.NONE;
    /** Completion of the read that missed it and began last. */
    int lastAbsent = History.NONE;
    /** Invocation of that read. */
    int lastAbsentBegan = History.NONE;

    Element(Object value, int added) {
        this.value = value;
        this.added = added;
    }

    void known(int position) {
        if (known == History.NONE) {
            known = position;
        }
    }

    void present(int completion) {
        known(completion);
        lastPresent = completion;
    }

    void absent(int invocation, int completion) {
        if (invocation > lastAbsentBegan) {
            lastAbsentBegan = invocation;
            lastAbsent = completion;
        }
    }

    /** Whether a read that began when the element was known missed it. */
    boolean missed() {
        return known != History.NONE && lastAbsentBegan > known;
    }

    boolean lost() {
        return missed() && lastAbsentBegan > lastPresent;
    }

    boolean stable() {
        return lastPresent != History.NONE && !lost();
    }
}
