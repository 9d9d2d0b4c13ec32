package io.schism.checkers.watch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** No event comes twice on one watch. */
record Unique() implements Rule {
    @Override
    public String name() {
        return "unique";
    }

    @Override
    public void judge(Stream stream, KnownChanges known, Complaints complaints) {
        Set<Change> seen = new HashSet<>();
        for (Event event : stream.events()) {
            if (!seen.add(new Change(event.revision(), event.key()))) {
                complaints.broken("was told twice of the " + event.sentence(), List.of(event.revision()));
            }
        }
    }

    private record Change(long revision, String key) {}
}
