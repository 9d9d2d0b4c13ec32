package io.schism.workloads.discovery;

import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import io.schism.workloads.SessionWorkload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Leases;
import io.schism.workloads.client.Ranges;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Watches;
import io.schism.workloads.generate.Generator;
import java.time.Duration;
import java.util.List;

/** Instances register under leases; clients ask which there are, or follow who comes and goes. */
public final class DiscoveryWorkload implements SessionWorkload {
    static final String REGISTER = "grant";
    static final String KEEP_ALIVE = "keep-alive";
    static final String DEREGISTER = "revoke";
    static final String DISCOVER = "discover";
    static final String FOLLOW = "follow";

    /** What a list or a follower saw: the instances, at which revision, and whether the follower was to catch up with the store. */
    static final String INSTANCES = "instances";

    static final String REVISION = "revision";
    static final String LAST = "last";

    /** The shortest that etcd grants with its default election time-out. */
    static final Duration TIME_TO_LIVE = Duration.ofSeconds(2);

    /** How long an instance may outlive its lease while nothing is broken; why so long, says {@code LeaseWorkload}. */
    static final Duration SLACK = Duration.ofSeconds(6);

    /** For so long after its healing a fault may cost another election. */
    static final Duration SHADOW = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "service-discovery";
    }

    @Override
    public String description() {
        return "Instances register under leases of two seconds, keep them alive for a while, and deregister or die; clients list all"
                + " instances, or list once and then follow the events, resuming after every break where they were. A list must hold everybody who"
                + " is alive for sure and nobody who has been dead for more than six seconds; in the shadow of a fault the dead may stay. Whoever"
                + " lists and whoever follows must see the same at the same revision. After everything is healed and quiet, lists and followers"
                + " must hold exactly the new instances. Finds instances that vanish, ghosts that stay, lists that mix two moments, and events"
                + " that are lost. A follower may be late while faults go on; how late is not judged.";
    }

    @Override
    public List<Class<?>> needs() {
        return List.of(Leases.class, Ranges.class, Watches.class);
    }

    @Override
    public Client client(Session session) {
        return new DiscoveryClient(
                session,
                session.ability(Leases.class).orElseThrow(),
                session.ability(Ranges.class).orElseThrow(),
                session.ability(Watches.class).orElseThrow());
    }

    @Override
    public Generator generator(WorkloadOptions options) {
        return DiscoveryGenerator.of(options);
    }

    @Override
    public Generator finalGenerator(WorkloadOptions options, History main) {
        return DiscoveryGenerator.afterQuiet();
    }

    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return List.of(new Discovery(SLACK, SHADOW), new Views());
    }
}
