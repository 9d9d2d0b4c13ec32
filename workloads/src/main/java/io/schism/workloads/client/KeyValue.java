package io.schism.workloads.client;

import java.util.Optional;

/** Single-key operations. All throw {@link StoreException}. */
public interface KeyValue {
    /** The value of the key, or empty when it has none. */
    Optional<Versioned> get(String key);

    /** Writes the value; returns what was written with its version and revision. */
    Versioned put(String key, String value);

    /** Writes {@code replacement} if the key's value is {@code expected}; returns whether it did. False is definite. */
    boolean compareAndSet(String key, String expected, String replacement);

    /**
     * A value and where it stands.
     *
     * @param value the value
     * @param version how many times the key was written, from 1; 0 when the system does not say
     * @param revision position of the write in the whole store's history; 0 when the system does not say
     */
    record Versioned(String value, long version, long revision) {}
}
