package io.schism.workloads.register;

import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import io.schism.checkers.linear.Linearizable;
import io.schism.checkers.model.Models;
import io.schism.workloads.SessionWorkload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Session;
import io.schism.workloads.finish.FinalReads;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Request;
import java.util.List;

/** Reads, writes and compare-and-sets on many independent registers, each of which must be linearizable. */
public final class RegisterWorkload implements SessionWorkload {
    static final String READ = "read";
    static final String WRITE = "write";
    static final String CAS = "cas";

    private static final FinalReads FINAL_READS = FinalReads.ofKeys(READ);

    @Override
    public String name() {
        return "register";
    }

    @Override
    public String description() {
        return "Reads, writes and compares-and-sets many independent registers from every node and demands that each is linearizable."
                + " When everything is healed, every key that was used is read from every node, or from fewer where that would be more than "
                + FinalReads.MOST
                + " reads. Finds stale reads, writes that are lost, even of keys that nobody uses any more, split brain and writes that take effect after they failed."
                + " Cannot find what spans several keys: that takes a transactional workload.";
    }

    @Override
    public Generator generator(WorkloadOptions options) {
        return RegisterGenerator.of(options);
    }

    @Override
    public Generator finalGenerator(WorkloadOptions options, History main) {
        return FINAL_READS.generator(options, main, 1, keys -> new Request(READ, keys.get(0), null));
    }

    /** What counts the final reads. */
    public static Checker finalReads() {
        return FINAL_READS;
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
        return List.of(Linearizable.of(Models.named("cas-register")), FINAL_READS);
    }
}
