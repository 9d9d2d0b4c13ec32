package io.schism.workloads.register;

import io.schism.checkers.Checker;
import io.schism.checkers.linear.Linearizable;
import io.schism.checkers.model.Models;
import io.schism.workloads.SessionWorkload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Session;
import io.schism.workloads.generate.Generator;
import java.util.List;

/** Reads, writes and compare-and-sets on many independent registers, each of which must be linearizable. */
public final class RegisterWorkload implements SessionWorkload {
    static final String READ = "read";
    static final String WRITE = "write";
    static final String CAS = "cas";

    @Override
    public String name() {
        return "register";
    }

    @Override
    public String description() {
        return "Reads, writes and compares-and-sets many independent registers from every node and demands that each is linearizable."
                + " Finds stale reads, lost writes, split brain and writes that take effect after they failed."
                + " Cannot find what spans several keys: that takes a transactional workload.";
    }

    @Override
    public Generator generator(WorkloadOptions options) {
        return RegisterGenerator.of(options);
    }

    @Override
    public List<Class<?>> needs() {
        return List.of(KeyValue.class);
    }

    @Override
    public Client client(Session session) {
        return new RegisterClient(session, session.ability(KeyValue.class).orElseThrow());
    }

    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return List.of(Linearizable.of(Models.named("cas-register")));
    }
}
