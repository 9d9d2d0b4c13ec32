package io.schism.checkers.watch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event says that it created the key exactly when the key was not there before. */
record IsCreate() implements Rule {
    @Override
    public String name() {
        return "is-create";
    }

    @Override
    public void judge(Stream stream, KnownChanges known, Complaints complaints) {
        for (Event event : stream.events()) {
            Boolean create = event.create();
            if (create == null) {
                continue;
            }
            String wrong = wrong(event, create, known.before(event.key(), event.revision()));
            if (wrong != null) {
                complaints.broken(
                        "was told that the " + event.sentence()
                                + (create ? " created the key, " : " did not create the key, ") + wrong,
                        List.of(event.revision()));
            }
        }
    }

    private static @Nullable String wrong(Event event, boolean create, KnownChanges.Before before) {
        if (event.delete()) {
            return create ? "but it deleted it" : null;
        }
        if (event.version() > 0 && create != (event.version() == 1)) {
            return "and that this is version " + event.version() + " of it";
        }
        if (!before.known()) {
            return null;
        }
        if (create && before.value() != null) {
            return "which held " + before.value() + " before";
        }
        return !create && before.value() == null ? "which was not there before" : null;
    }
}
