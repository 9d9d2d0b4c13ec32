package io.schism.harness.engine;

import io.schism.checkers.Checker;
import io.schism.checkers.history.Operation;
import io.schism.workloads.Workload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Stores;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A workload whose client does what a test says, and whose store is nothing. */
final class ScriptedWorkload implements Workload {
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    private final Function<Operation, Outcome> script;
    private final Runnable onClose;

    ScriptedWorkload(Function<Operation, Outcome> script) {
        this(script, () -> {});
    }

    ScriptedWorkload(Function<Operation, Outcome> script, Runnable onClose) {
        this.script = script;
        this.onClose = onClose;
    }

    static Stores stores(int nodes) {
        return new Stores() {
            @Override
            public int nodes() {
                return nodes;
            }

            @Override
            public Session open(int node) {
                throw new UnsupportedOperationException("scripted clients need no session");
            }
        };
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public String description() {
        return "Does what a test says.";
    }

    @Override
    public Generator generator(WorkloadOptions options) {
        return Generators.nothing();
    }

    @Override
    public Client open(Stores stores, int node) {
        opened.incrementAndGet();
        return new Client() {
            @Override
            public Outcome invoke(Operation invocation) {
                return script.apply(invocation);
            }

            @Override
            public boolean readOnly(Operation invocation) {
                return invocation.f().equals("read");
            }

            @Override
            public void close() {
                closed.incrementAndGet();
                onClose.run();
            }
        };
    }

    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return List.of();
    }
}
