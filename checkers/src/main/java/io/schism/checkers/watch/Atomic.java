package io.schism.checkers.watch;

import java.util.List;

/** A batch holds whole revisions: the changes of one revision to several keys are not split over two batches. */
record Atomic() implements Rule {
    @Override
    public String name() {
        return "atomic";
    }

    @Override
    public void judge(Stream stream, KnownChanges known, Complaints complaints) {
        long last = 0;
        for (Response response : stream.responses()) {
            List<Event> events = response.events();
            if (events.isEmpty()) {
                continue;
            }
            if (events.get(0).revision() == last) {
                complaints.broken("was told of revision " + last + " in two parts", List.of(last));
            }
            last = events.get(events.size() - 1).revision();
        }
    }
}
