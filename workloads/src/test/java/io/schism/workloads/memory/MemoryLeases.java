package io.schism.workloads.memory;

import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Leases;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Transaction;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The leases of one session; it knows the times to live of those it was granted. */
final class MemoryLeases implements Leases {
    private final MemoryCluster cluster;
    private final MemoryMember member;
    private final Map<Long, Duration> granted = new HashMap<>();

    MemoryLeases(MemoryCluster cluster, MemoryMember member) {
        this.cluster = cluster;
        this.member = member;
    }

    @Override
    public Lease grant(Duration timeToLive) {
        Lease lease = cluster.call(() -> cluster.store.grant(timeToLive, cluster.now()));
        granted.put(lease.id(), timeToLive);
        return lease;
    }

    @Override
    public Duration keepAlive(long lease) {
        return cluster.call(() -> {
            found(cluster.store.alive(lease));
            Duration time = granted.getOrDefault(lease, Duration.ZERO);
            cluster.store.renew(lease, time, cluster.now());
            return time;
        });
    }

    @Override
    public void revoke(long lease) {
        cluster.call(() -> found(cluster.store.revoke(lease)));
    }

    @Override
    public Optional<Duration> remaining(long lease) {
        return cluster.call(() -> cluster.store.alive(lease) ? Optional.of(Duration.ZERO) : Optional.empty());
    }

    @Override
    public Versioned put(String key, String value, long lease) {
        return member.run(Transaction.of(new Put(key, value, lease)))
                .values()
                .get(0)
                .orElseThrow();
    }

    private static boolean found(boolean there) {
        if (!there) {
            throw new StoreException(StoreException.Kind.NOT_FOUND, "no such lease", null);
        }
        return true;
    }
}
