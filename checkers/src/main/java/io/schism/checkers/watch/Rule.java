package io.schism.checkers.watch;

import java.util.List;

/** One of the guarantees. Stateless. */
interface Rule {
    /** The guarantee's name, which is the anomaly's title. */
    String name();

    /** Looks at one watch, with all that is known of the store at hand. */
    void judge(Stream stream, KnownChanges known, Complaints complaints);

    /** Where a rule says what broke it. */
    interface Complaints {
        /**
         * Takes a violation.
         *
         * @param sentence what the watch did, as half a sentence whose subject is the watch
         * @param revisions the revisions at which it shows
         */
        void broken(String sentence, List<Long> revisions);
    }
}
