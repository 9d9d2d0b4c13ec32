package io.schism.workloads.versioned;

import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.checkers.linear.Linearizable;
import io.schism.checkers.model.Models;
import io.schism.workloads.SessionWorkload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.register.RegisterWorkload;
import java.util.Arrays;
import java.util.List;

/** What {@link RegisterWorkload} does, on registers that also tell how often they were written. */
public final class VersionedWorkload implements SessionWorkload {
    static final String READ = "read";
    static final String WRITE = "write";
    static final String CAS = "cas";

    @Override
    public String name() {
        return "versioned-register";
    }

    @Override
    public String description() {
        return "Reads, writes and compares-and-sets many independent registers and demands that value and version together are"
                + " linearizable, with the same reads of every key at the end. Finds what register finds, and writes that were lost, done twice or done in another order where the values"
                + " alone would hide it. Cannot find what spans several keys.";
    }

    @Override
    public List<Class<?>> needs() {
        return List.of(KeyValue.class, Transactions.class);
    }

    @Override
    public Client client(Session session) {
        return new VersionedClient(
                session,
                session.ability(KeyValue.class).orElseThrow(),
                session.ability(Transactions.class).orElseThrow());
    }

    @Override
    public Generator generator(WorkloadOptions options) {
        return Generators.map(new RegisterWorkload().generator(options), VersionedWorkload::withVersion);
    }

    private static Operation withVersion(Operation operation) {
        return operation.f().equals(READ)
                ? operation
                : operation.withKeyAndValue(operation.key(), Arrays.asList(null, operation.value()));
    }

    @Override
    public Generator finalGenerator(WorkloadOptions options, History main) {
        return new RegisterWorkload().finalGenerator(options, main);
    }

    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return List.of(Linearizable.of(Models.named("versioned-register")), RegisterWorkload.finalReads());
    }
}
