package io.schism.workloads.set;

import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import io.schism.checkers.set.SetFull;
import io.schism.workloads.SessionWorkload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.generate.Generator;
import java.util.List;

/** Adds elements to sets, each kept under one key, and reads them. */
public final class SetWorkload implements SessionWorkload {
    static final String ADD = "add";
    static final String READ = "read";

    @Override
    public String name() {
        return "set";
    }

    @Override
    public String description() {
        return "Adds elements to sets, each of them one key that is read and compared-and-set, reads them all the time, and once more when"
                + " everything is healed. Finds acknowledged elements that are lost, even much later, that come back, appear twice or were never"
                + " added, and stale reads. Cannot find a wrong order of additions.";
    }

    @Override
    public List<Class<?>> needs() {
        return List.of(KeyValue.class, Transactions.class);
    }

    @Override
    public Client client(Session session) {
        return new SetClient(
                session,
                session.ability(KeyValue.class).orElseThrow(),
                session.ability(Transactions.class).orElseThrow());
    }

    @Override
    public Generator generator(WorkloadOptions options) {
        return SetGenerator.of(options);
    }

    @Override
    public Generator finalGenerator(WorkloadOptions options, History main) {
        return SetGenerator.finalReads(options.nodes(), main);
    }

    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return List.of(new SetFull(true));
    }
}
