package io.schism.workloads.lock;

import io.schism.workloads.client.Leases;
import io.schism.workloads.client.Locks;
import io.schism.workloads.client.StoreException;
import java.util.OptionalLong;

/** The lock ends with a lease that nobody keeps alive. */
record LeasedTaking(Locks locks, Leases leases) implements Taking {
    @Override
    public OptionalLong take(String owner, long now) {
        // A lease alone is nobody's lock.
        boolean free = StoreException.harmless(() -> locks.holder(LOCK)).isEmpty();
        if (!free) {
            return OptionalLong.empty();
        }
        long lease = StoreException.harmless(() -> leases.grant(TIME)).id();
        return locks.tryLock(LOCK, owner, lease);
    }

    @Override
    public boolean holds(long token) {
        return locks.holder(LOCK).filter(holder -> holder.token() == token).isPresent();
    }

    @Override
    public boolean release(long token) {
        return locks.release(LOCK, token);
    }
}
