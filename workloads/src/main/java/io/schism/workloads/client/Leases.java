package io.schism.workloads.client;

import java.time.Duration;
import java.util.Optional;

/** Keys that go away by themselves. All throw {@link StoreException}; a lease that is gone is {@link StoreException.Kind#NOT_FOUND}. */
public interface Leases {
    /** Grants a lease; systems count in whole seconds and may grant more than was asked for. */
    Lease grant(Duration timeToLive);

    /** Keeps it alive once; returns the time it now has. One attempt. */
    Duration keepAlive(long lease);

    /** Ends it, and with it all keys attached. */
    void revoke(long lease);

    /** The time it has left, or empty when it is gone. */
    Optional<Duration> remaining(long lease);

    /** Writes a key that goes when the lease goes. */
    KeyValue.Versioned put(String key, String value, long lease);

    /**
     * A lease.
     *
     * @param id its number
     * @param timeToLive the time it was granted
     */
    record Lease(long id, Duration timeToLive) {}
}
