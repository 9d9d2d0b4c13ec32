package io.schism.checkers.watch;

import java.util.List;

/** The value before the change, where it was asked for and is told, is the one that the key held. Compaction may take it away. */
record PrevKv() implements Rule {
    @Override
    public String name() {
        return "prev-kv";
    }

    @Override
    public void judge(Stream stream, KnownChanges known, Complaints complaints) {
        if (!stream.previous()) {
            return;
        }
        for (Event event : stream.events()) {
            Object previous = event.previous();
            KnownChanges.Before before = known.before(event.key(), event.revision());
            if (previous != null && before.known() && !previous.equals(before.value())) {
                complaints.broken(
                        "was told that " + previous + " was the value before the " + event.sentence() + ", but "
                                + (before.value() == null ? "there was none" : "it was " + before.value()),
                        List.of(event.revision()));
            }
        }
    }
}
