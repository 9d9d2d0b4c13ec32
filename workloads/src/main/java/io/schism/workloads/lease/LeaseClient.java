package io.schism.workloads.lease;

import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Leases;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.StoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Remembers which leases it was granted; another process cannot keep them alive. */
final class LeaseClient implements Client {
    private final Session session;
    private final KeyValue store;
    private final Leases leases;
    private final Map<Object, Long> granted = new HashMap<>();

    LeaseClient(Session session, KeyValue store, Leases leases) {
        this.session = session;
        this.store = store;
        this.leases = leases;
    }

    @Override
    public Outcome invoke(Operation invocation) {
        Object number = Objects.requireNonNull(invocation.key(), "key");
        String key = "leased" + number;
        Long lease = granted.get(number);
        if (invocation.f().equals(LeaseWorkload.READ)) {
            return Outcome.ok(store.get(key).isPresent());
        }
        if (invocation.f().equals(LeaseWorkload.GRANT)) {
            return grant(number, key);
        }
        if (lease == null) {
            return Outcome.fail("this process holds no lease of the key");
        }
        return switch (invocation.f()) {
            case LeaseWorkload.KEEP_ALIVE -> Outcome.ok(leases.keepAlive(lease).toMillis());
            case LeaseWorkload.REVOKE -> {
                leases.revoke(lease);
                yield Outcome.ok(null);
            }
            default ->
                throw new IllegalArgumentException(
                        "operation (" + invocation.f() + ") is not one of grant, keep-alive, revoke, read");
        };
    }

    private Outcome grant(Object number, String key) {
        Leases.Lease lease = StoreException.harmless(() -> leases.grant(LeaseWorkload.TIME_TO_LIVE));
        leases.put(key, "here", lease.id());
        granted.put(number, lease.id());
        return Outcome.ok(Map.of("ttl", lease.timeToLive().toMillis()));
    }

    @Override
    public boolean readOnly(Operation invocation) {
        return invocation.f().equals(LeaseWorkload.READ);
    }

    @Override
    public void close() {
        session.close();
    }
}
