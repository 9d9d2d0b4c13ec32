package io.schism.checkers.watch;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** No change is left out between two that are delivered, and all watches are told the same of one change. */
record Reliable() implements Rule {
    @Override
    public String name() {
        return "reliable";
    }

    @Override
    public void judge(Stream stream, KnownChanges known, Complaints complaints) {
        Set<Change> delivered = new HashSet<>();
        for (Event event : stream.events()) {
            delivered.add(new Change(event.revision(), event.key()));
            Event elsewhere = known.at(event.key(), event.revision());
            if (elsewhere != null && KnownChanges.differ(event, elsewhere)) {
                complaints.broken(
                        "was told of the " + event.sentence() + ", which elsewhere is the " + elsewhere.sentence(),
                        List.of(event.revision()));
            }
        }
        if (stream.responses().isEmpty() || stream.first() == 0) {
            return;
        }
        for (Map<String, Event> changes : known.between(stream.first(), stream.last())) {
            for (Event change : changes.values()) {
                if (stream.wants(change.key()) && !delivered.contains(new Change(change.revision(), change.key()))) {
                    complaints.broken(
                            "was told of revisions " + stream.first() + " to " + stream.last() + " but not of the "
                                    + change.sentence(),
                            List.of(change.revision()));
                }
            }
        }
    }

    private record Change(long revision, String key) {}
}
