package io.schism.workloads.lock;

import io.schism.workloads.client.Locks;
import io.schism.workloads.client.StoreException;
import java.util.Optional;
import java.util.OptionalLong;

/** Where there are no leases: who has seen one holder for too long believes it dead and takes the lock from it. For one thread. */
final class PatientTaking implements Taking {
    private final Locks locks;
    private long seen = -1;
    private long since;

    PatientTaking(Locks locks) {
        this.locks = locks;
    }

    @Override
    public OptionalLong take(String owner, long now) {
        Optional<Locks.Holder> holder = StoreException.harmless(() -> locks.holder(LOCK));
        if (holder.isEmpty()) {
            return locks.tryLock(LOCK, owner, 0);
        }
        if (holder.get().token() != seen) {
            seen = holder.get().token();
            since = now;
        }
        return now - since < TIME.toNanos() ? OptionalLong.empty() : OptionalLong.of(locks.takeOver(LOCK, owner));
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
