package io.schism.workloads.client;

import io.schism.workloads.client.KeyValue.Versioned;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Follows changes. All throw {@link StoreException}. */
public interface Watches {
    /**
     * Begins to watch; returns when the server has said that it watches.
     *
     * @param prefix what the keys begin with; the whole key names that key and those that begin with it
     * @param fromRevision the first revision wanted; one more than the greatest seen. 0 is refused: it means "from now on", and what happened
     *     in between would be lost unnoticed
     * @param withPrevious whether events carry what the key had before
     */
    Watch watch(String prefix, long fromRevision, boolean withPrevious);

    /** One watch. Used by one thread; {@link #close} may come from another. */
    interface Watch extends AutoCloseable {
        /**
         * The next message of the server, or empty when none comes within the time.
         *
         * @throws StoreException when the stream has ended; {@link StoreException.Kind#COMPACTED} when the revision asked for is gone. What
         *     came before it was handed out before
         */
        Optional<Batch> next(Duration within);

        /** Asks the server to say how far it is; the answer comes as a {@link Batch} without events. */
        void requestProgress();

        @Override
        void close();
    }

    /**
     * One message of the server.
     *
     * @param revision how far the store was when it was sent; without events, everything up to it has been delivered
     * @param events in the order in which they happened
     */
    record Batch(long revision, List<Event> events) {
        public Batch {
            events = List.copyOf(events);
        }

        /** Whether it only says how far the watch is. */
        public boolean progress() {
            return events.isEmpty();
        }
    }

    /**
     * One change.
     *
     * @param key the key
     * @param value what was written, or empty when it was deleted
     * @param revision the revision of the change
     * @param created whether the key did not exist before
     * @param previous what it had before, when asked for and there was something
     */
    record Event(String key, Optional<Versioned> value, long revision, boolean created, Optional<Versioned> previous) {
        public Event {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(previous, "previous");
        }

        /** Whether the key was removed. */
        public boolean deleted() {
            return value.isEmpty();
        }
    }
}
