package io.schism.workloads.discovery;

import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Leases;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Ranges;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.Watches;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Registers instances, keeps alive those it has registered, lists all, and follows who comes and goes. */
final class DiscoveryClient implements Client {
    static final String PREFIX = "service/";

    private final Session session;
    private final Leases leases;
    private final Ranges ranges;
    private final Follower follower;
    private final Map<String, Long> granted = new HashMap<>();

    DiscoveryClient(Session session, Leases leases, Ranges ranges, Watches watches) {
        this.session = session;
        this.leases = leases;
        this.ranges = ranges;
        this.follower = new Follower(ranges, watches);
    }

    /** The instance that has this key. */
    static String instance(String key) {
        return key.substring(PREFIX.length());
    }

    @Override
    public Outcome invoke(Operation invocation) {
        if (invocation.f().equals(DiscoveryWorkload.DISCOVER)) {
            Ranges.View view = ranges.prefix(PREFIX);
            return Outcome.ok(new TreeMap<>(Map.of(
                    DiscoveryWorkload.REVISION,
                    view.revision(),
                    DiscoveryWorkload.INSTANCES,
                    view.entries().stream().map(entry -> instance(entry.key())).toList())));
        }
        if (invocation.f().equals(DiscoveryWorkload.FOLLOW)) {
            Map<?, ?> asked = (Map<?, ?>) Objects.requireNonNull(invocation.value(), "value");
            return follower.follow(Boolean.TRUE.equals(asked.get(DiscoveryWorkload.LAST)));
        }
        String instance = String.valueOf(invocation.key());
        if (invocation.f().equals(DiscoveryWorkload.REGISTER)) {
            return register(instance, (Map<?, ?>) Objects.requireNonNull(invocation.value(), "value"));
        }
        Long lease = granted.get(instance);
        if (lease == null) {
            return Outcome.fail("this process did not register the instance");
        }
        return switch (invocation.f()) {
            case DiscoveryWorkload.KEEP_ALIVE ->
                Outcome.ok(leases.keepAlive(lease).toMillis());
            case DiscoveryWorkload.DEREGISTER -> {
                leases.revoke(lease);
                yield Outcome.ok(null);
            }
            default ->
                throw new IllegalArgumentException(
                        "operation (" + invocation.f() + ") is not one of grant, keep-alive, revoke, discover, follow");
        };
    }

    private Outcome register(String instance, Map<?, ?> value) {
        Duration wanted = Duration.ofMillis((Long) Objects.requireNonNull(value.get("ttl"), "ttl"));
        Leases.Lease lease = StoreException.harmless(() -> leases.grant(wanted));
        leases.put(PREFIX + instance, "here", lease.id());
        granted.put(instance, lease.id());
        return Outcome.ok(Map.of("ttl", lease.timeToLive().toMillis()));
    }

    @Override
    public boolean readOnly(Operation invocation) {
        return invocation.f().equals(DiscoveryWorkload.DISCOVER)
                || invocation.f().equals(DiscoveryWorkload.FOLLOW);
    }

    @Override
    public void close() {
        follower.close();
        session.close();
    }
}
