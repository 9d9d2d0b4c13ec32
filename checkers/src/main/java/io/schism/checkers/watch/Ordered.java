package io.schism.checkers.watch;

import java.util.List;

/** Events come in the order of their revisions; what precedes an event that was delivered does not come after it. */
record Ordered() implements Rule {
    @Override
    public String name() {
        return "ordered";
    }

    @Override
    public void judge(Stream stream, KnownChanges known, Complaints complaints) {
        long last = 0;
        for (Event event : stream.events()) {
            if (event.revision() < last) {
                complaints.broken(
                        "was told of the " + event.sentence() + " after it had been told of revision " + last,
                        List.of(last, event.revision()));
            }
            last = event.revision();
        }
    }
}
