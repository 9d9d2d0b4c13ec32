package io.schism.checkers.watch;

import java.util.List;

/** A progress notification promises that everything up to its revision was delivered, so nothing up to it comes later. */
record Bookmarkable() implements Rule {
    @Override
    public String name() {
        return "bookmarkable";
    }

    @Override
    public void judge(Stream stream, KnownChanges known, Complaints complaints) {
        long progress = 0;
        long last = 0;
        for (Response response : stream.responses()) {
            for (Event event : response.events()) {
                if (event.revision() <= progress) {
                    complaints.broken(
                            "was told of the " + event.sentence() + " after it had been told that all up to " + progress
                                    + " was delivered",
                            List.of(progress, event.revision()));
                }
                last = event.revision();
            }
            if (!response.progress()) {
                continue;
            }
            if (response.revision() < Math.max(progress, last)) {
                complaints.broken(
                        "was told that all up to " + response.revision() + " was delivered when it was at "
                                + Math.max(progress, last) + " already",
                        List.of(Math.max(progress, last), response.revision()));
            }
            progress = response.revision();
        }
    }
}
