package io.schism.workloads.counter;

import io.schism.checkers.Checker;
import io.schism.checkers.counter.CounterBounds;
import io.schism.checkers.history.History;
import io.schism.workloads.SessionWorkload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.generate.Generator;
import java.util.List;

/** Adds to counters and reads them. */
public final class CounterWorkload implements SessionWorkload {
    static final String ADD = "add";
    static final String READ = "read";

    @Override
    public String name() {
        return "counter";
    }

    @Override
    public String description() {
        return "Adds to a few counters by guarded transactions, and reads them. Every read must lie between what was certainly added"
                + " before it and what may have been. Finds lost and doubled additions and stale reads, in runs of any length. The bounds"
                + " widen with every addition of unknown outcome, so after many of those a small error goes unseen.";
    }

    @Override
    public List<Class<?>> needs() {
        return List.of(KeyValue.class, Transactions.class);
    }

    @Override
    public Client client(Session session) {
        return new CounterClient(
                session,
                session.ability(KeyValue.class).orElseThrow(),
                session.ability(Transactions.class).orElseThrow());
    }

    @Override
    public Generator generator(WorkloadOptions options) {
        return CounterGenerator.of();
    }

    @Override
    public Generator finalGenerator(WorkloadOptions options, History main) {
        return CounterGenerator.finalReads(options.nodes());
    }

    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return List.of(new CounterBounds(0));
    }
}
