package io.schism.workloads.election;

import io.schism.checkers.Checker;
import io.schism.checkers.election.Election;
import io.schism.checkers.history.History;
import io.schism.workloads.SessionWorkload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Locks;
import io.schism.workloads.client.Session;
import io.schism.workloads.generate.Generator;
import java.util.List;

/** Candidates elect a leader by taking a lock, whose fencing token is the term. */
public final class ElectionWorkload implements SessionWorkload {
    static final String CAMPAIGN = "campaign";
    static final String DEPOSE = "depose";
    static final String RESIGN = "resign";
    static final String OBSERVE = "observe";

    @Override
    public String name() {
        return "election";
    }

    @Override
    public String description() {
        return "Candidates campaign, resign, depose a leader they believe dead, and observe who leads. A term, which is the fencing token of"
                + " the election, has at most one leader, and whoever looks later sees no earlier term. Finds split brain in the elections of"
                + " clients and stale answers to who leads. Cannot find two clients that act as leaders in different terms at one time: no lock"
                + " prevents that, see lock.";
    }

    @Override
    public List<Class<?>> needs() {
        return List.of(Locks.class);
    }

    @Override
    public Client client(Session session) {
        return new ElectionClient(session, session.ability(Locks.class).orElseThrow());
    }

    @Override
    public Generator generator(WorkloadOptions options) {
        return ElectionGenerator.of();
    }

    @Override
    public Generator finalGenerator(WorkloadOptions options, History main) {
        return ElectionGenerator.finalObservation(options.nodes());
    }

    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return List.of(new Election());
    }
}
