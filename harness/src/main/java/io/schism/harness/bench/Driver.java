package io.schism.harness.bench;

import java.time.Duration;

/** Something that loads a cluster over connections of its own, a slice of time after the other. Used by one thread. */
interface Driver extends AutoCloseable {
    /** Calls for this long, and notes what came of it in the tally. */
    void slice(Duration time, Tally tally);

    @Override
    void close();
}
