package io.schism.harness.engine;

import io.schism.checkers.Checker;
import io.schism.checkers.history.Operation;
import io.schism.checkers.stats.Statistics;
import io.schism.workloads.Workload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.catalog.Workloads;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Stores;
import io.schism.workloads.generate.Generator;
import java.util.List;

/** The operations of the register workload, and a client that says ok at once, for {@link EngineBenchmark}. */
final class IdleWorkload implements Workload {
    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String description() {
        return "Does nothing, as fast as it goes. Measures the engine and finds nothing.";
    }

    @Override
    public Generator generator(WorkloadOptions options) {
        return Workloads.named("register").generator(options);
    }

    @Override
    public Client open(Stores stores, int node) {
        return new Client() {
            @Override
            public Outcome invoke(Operation invocation) {
                return Outcome.ok(invocation.value());
            }

            @Override
            public boolean readOnly(Operation invocation) {
                return false;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return List.of(new Statistics());
    }

    /** Stores without anything in them. */
    static Stores stores(int nodes) {
        return new Stores() {
            @Override
            public int nodes() {
                return nodes;
            }

            @Override
            public Session open(int node) {
                throw new UnsupportedOperationException("the idle client needs no session");
            }
        };
    }
}
