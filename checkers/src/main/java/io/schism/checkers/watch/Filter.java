package io.schism.checkers.watch;

import java.util.List;

/** A watch delivers changes of the keys it asked for and of no others. */
record Filter() implements Rule {
    @Override
    public String name() {
        return "filter";
    }

    @Override
    public void judge(Stream stream, KnownChanges known, Complaints complaints) {
        for (Event event : stream.events()) {
            if (!stream.wants(event.key())) {
                complaints.broken(
                        "asked for "
                                + (stream.prefix()
                                        ? "keys that begin with '" + stream.key() + "'"
                                        : "key " + stream.key())
                                + " and was told of the " + event.sentence(),
                        List.of(event.revision()));
            }
        }
    }
}
