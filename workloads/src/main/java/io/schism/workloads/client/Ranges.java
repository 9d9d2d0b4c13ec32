package io.schism.workloads.client;

import io.schism.workloads.client.KeyValue.Versioned;
import java.util.List;
import java.util.Objects;

/** Reads of many keys at one point in the store's history. All throw {@link StoreException}. */
public interface Ranges {
    /** All keys that begin so, in order of key. */
    View prefix(String prefix);

    /**
     * What was there.
     *
     * @param revision point of the store's history at which all of it was so; a watch that follows it begins at the next
     * @param entries in order of key
     */
    record View(long revision, List<Entry> entries) {
        public View {
            entries = List.copyOf(entries);
        }
    }

    /**
     * One key.
     *
     * @param key the key
     * @param created revision at which it came to be
     * @param value its value, version and the revision at which it was last written
     */
    record Entry(String key, long created, Versioned value) {
        public Entry {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, "value");
        }
    }
}
