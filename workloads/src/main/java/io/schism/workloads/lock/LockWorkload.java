package io.schism.workloads.lock;

import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import io.schism.checkers.lock.Fencing;
import io.schism.checkers.lock.MutualExclusion;
import io.schism.workloads.SessionWorkload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Leases;
import io.schism.workloads.client.Locks;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.generate.Generator;
import java.util.List;

/** A lock that expires, and a resource that only its holder should use. */
public final class LockWorkload implements SessionWorkload {
    static final String ACQUIRE = "acquire";
    static final String CHECK = "check";
    static final String USE = "use";
    static final String RELEASE = "release";

    private final Guarding guarding;

    private LockWorkload(Guarding guarding) {
        this.guarding = guarding;
    }

    /** The holder uses the resource because it once got the lock. */
    public static LockWorkload unguarded() {
        return new LockWorkload(Guarding.NONE);
    }

    /** The holder checks that it still has the lock, and then uses the resource. */
    public static LockWorkload checked() {
        return new LockWorkload(Guarding.CHECKED);
    }

    /** The resource itself refuses a token once it has seen a greater one. */
    public static LockWorkload fenced() {
        return new LockWorkload(Guarding.FENCED);
    }

    @Override
    public String name() {
        return guarding.workload();
    }

    @Override
    public String description() {
        return "Processes take turns at a resource under a lock that is lost after two seconds, and now and then a holder falls asleep for"
                + " longer than that, as a paused process does. When everything is healed, the lock is taken and"
                + " the resource used once more. " + guarding.sentence();
    }

    @Override
    public List<Class<?>> needs() {
        return List.of(Locks.class, Transactions.class);
    }

    @Override
    public Client client(Session session) {
        Transactions transactions = session.ability(Transactions.class).orElseThrow();
        Locks locks = session.ability(Locks.class).orElseThrow();
        Taking taking = session.ability(Leases.class)
                .map(leases -> (Taking) new LeasedTaking(locks, leases))
                .orElseGet(() -> new PatientTaking(locks));
        return new LockClient(session, taking, guarding.resource(transactions));
    }

    @Override
    public Generator generator(WorkloadOptions options) {
        return LockGenerator.of(options, guarding == Guarding.CHECKED);
    }

    /** A store that was rolled back at the very end shows when it hands out the next token. */
    @Override
    public Generator finalGenerator(WorkloadOptions options, History main) {
        return LockGenerator.onceMore(guarding == Guarding.CHECKED);
    }

    /** Whoever relies on the lock alone believes in mutual exclusion; with a fence, what counts is what the resource accepts. */
    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return guarding == Guarding.NONE ? List.of(new Fencing(), new MutualExclusion()) : List.of(new Fencing());
    }
}
