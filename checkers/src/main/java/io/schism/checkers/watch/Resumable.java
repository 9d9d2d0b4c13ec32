package io.schism.checkers.watch;

import java.util.List;
import java.util.Map;

/** A watch that asks from a revision on begins with the first change at or after it. */
record Resumable() implements Rule {
    @Override
    public String name() {
        return "resumable";
    }

    @Override
    public void judge(Stream stream, KnownChanges known, Complaints complaints) {
        List<Event> events = stream.events();
        if (stream.from() == 0 || events.isEmpty()) {
            return;
        }
        Event first = events.get(0);
        if (first.revision() < stream.from()) {
            complaints.broken(
                    "asked from revision " + stream.from() + " on and was first told of the " + first.sentence(),
                    List.of(first.revision()));
            return;
        }
        for (Map<String, Event> changes : known.between(stream.from(), first.revision() - 1)) {
            for (Event change : changes.values()) {
                if (stream.wants(change.key())) {
                    complaints.broken(
                            "asked from revision " + stream.from() + " on and was first told of revision "
                                    + first.revision() + ", not of the " + change.sentence(),
                            List.of(change.revision(), first.revision()));
                    return;
                }
            }
        }
    }
}
