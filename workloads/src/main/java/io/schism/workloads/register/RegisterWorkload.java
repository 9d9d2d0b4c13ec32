package io.schism.workloads.register;

import io.schism.checkers.Checker;
import io.schism.checkers.linear.Linearizable;
import io.schism.checkers.model.Models;
import io.schism.workloads.Workload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Stores;
import io.schism.workloads.generate.Generator;
import java.util.List;

/** Reads, writes and compare-and-sets on many independent registers, each of which must be linearizable. */
public final class RegisterWorkload implements Workload {
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
    public Client open(Stores stores, int node) {
        Session session = stores.open(node);
        KeyValue store = session.ability(KeyValue.class).orElse(null);
        if (store == null) {
            session.close();
            throw new IllegalArgumentException(
                    "workload (register) needs a system with get, put and compare-and-set; choose another system or workload");
        }
        return new RegisterClient(session, store);
    }

    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return List.of(Linearizable.of(Models.named("cas-register")));
    }
}
