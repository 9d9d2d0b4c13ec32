package io.schism.workloads.discovery;

import io.schism.checkers.Checker;
import io.schism.workloads.SessionWorkload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Leases;
import io.schism.workloads.client.Ranges;
import io.schism.workloads.client.Session;
import io.schism.workloads.generate.Generator;
import java.time.Duration;
import java.util.List;

/** Instances register under leases, and clients ask which there are. */
public final class DiscoveryWorkload implements SessionWorkload {
    static final String REGISTER = "grant";
    static final String KEEP_ALIVE = "keep-alive";
    static final String DEREGISTER = "revoke";
    static final String DISCOVER = "discover";

    /** The shortest that etcd grants with its default election time-out. */
    static final Duration TIME_TO_LIVE = Duration.ofSeconds(2);

    static final Duration SLACK = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "service-discovery";
    }

    @Override
    public String description() {
        return "Instances register under leases of two seconds, keep them alive for a while, and deregister or die; clients list all"
                + " instances. A list must hold everybody who is alive for sure and nobody who has been dead for more than two seconds; in the"
                + " shadow of a fault the dead may stay. After everything is healed and quiet, the list must be exactly the new instances. Finds"
                + " instances that vanish, ghosts that stay, and lists that mix two moments.";
    }

    @Override
    public List<Class<?>> needs() {
        return List.of(Leases.class, Ranges.class);
    }

    @Override
    public Client client(Session session) {
        return new DiscoveryClient(
                session,
                session.ability(Leases.class).orElseThrow(),
                session.ability(Ranges.class).orElseThrow());
    }

    @Override
    public Generator generator(WorkloadOptions options) {
        return DiscoveryGenerator.of(options);
    }

    @Override
    public Generator finalGenerator(WorkloadOptions options) {
        return DiscoveryGenerator.afterQuiet();
    }

    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return List.of(new Discovery(SLACK, TIME_TO_LIVE.plus(SLACK)));
    }
}
