package io.schism.workloads.queue;

import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import io.schism.checkers.linear.Linearizable;
import io.schism.checkers.model.Models;
import io.schism.workloads.SessionWorkload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Ranges;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.generate.Generator;
import java.util.List;

/** Queues, first in, first out. */
public final class QueueWorkload implements SessionWorkload {
    static final String ENQUEUE = "enqueue";
    static final String DEQUEUE = "dequeue";

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public String description() {
        return "Puts elements into queues and takes them out, and empties the queues when everything is healed. Each queue must be"
                + " linearizable, first in, first out. Finds lost, doubled and overtaken elements"
                + " and queues that seem empty and are not. Cannot tell an element that is lost from one that a dequeue of unknown outcome went for.";
    }

    @Override
    public List<Class<?>> needs() {
        return List.of(KeyValue.class, Ranges.class, Transactions.class);
    }

    @Override
    public Client client(Session session) {
        return new QueueClient(
                session,
                session.ability(KeyValue.class).orElseThrow(),
                session.ability(Ranges.class).orElseThrow(),
                session.ability(Transactions.class).orElseThrow());
    }

    @Override
    public Generator generator(WorkloadOptions options) {
        return QueueGenerator.of(options);
    }

    @Override
    public Generator finalGenerator(WorkloadOptions options, History main) {
        return QueueGenerator.drain(main);
    }

    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return List.of(new ResolvedQueue(Linearizable.of(Models.named("fifo-queue"))));
    }
}
