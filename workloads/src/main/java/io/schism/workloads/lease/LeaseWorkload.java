package io.schism.workloads.lease;

import io.schism.checkers.Checker;
import io.schism.workloads.SessionWorkload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Leases;
import io.schism.workloads.client.Session;
import io.schism.workloads.generate.Generator;
import java.time.Duration;
import java.util.List;

/** Keys under leases that are kept alive for a while, and then revoked or left to run out. */
public final class LeaseWorkload implements SessionWorkload {
    static final String GRANT = "grant";
    static final String KEEP_ALIVE = "keep-alive";
    static final String REVOKE = "revoke";
    static final String READ = "read";

    /** The shortest that etcd grants with its default election time-out. */
    static final Duration TIME_TO_LIVE = Duration.ofSeconds(2);

    /**
     * How long a key may outlive its lease while nothing is broken. etcd looks for what has run out twice a second and revokes it then; but a
     * new leader, which a busy machine gets without any fault, gives every lease its whole time and an election time-out again (three seconds),
     * after one or two seconds without a leader.
     */
    static final Duration SLACK = Duration.ofSeconds(6);

    /** For so long after its healing a fault may cost another election: a node comes back with a higher term and deposes the leader. */
    static final Duration SHADOW = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "lease";
    }

    @Override
    public String description() {
        return "Puts keys under leases of two seconds, keeps them alive for a while, then revokes them or lets them run out, and reads all the"
                + " time. A key must not go while its lease is kept alive, and not outlive it by more than six seconds; while a fault is in force"
                + " and for ten seconds after it, a key may stay, since a new leader gives every lease its whole time again. Finds leases that end"
                + " early, as under a fast clock, keys that never go, and stale reads of both. Nothing is read at the end, when a"
                + " key that went early looks like one that went in time; so whether the very last keys go is not seen.";
    }

    @Override
    public List<Class<?>> needs() {
        return List.of(KeyValue.class, Leases.class);
    }

    @Override
    public Client client(Session session) {
        return new LeaseClient(
                session,
                session.ability(KeyValue.class).orElseThrow(),
                session.ability(Leases.class).orElseThrow());
    }

    @Override
    public Generator generator(WorkloadOptions options) {
        return LeaseGenerator.of(options);
    }

    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return List.of(new CalmLease(SLACK, SHADOW));
    }
}
