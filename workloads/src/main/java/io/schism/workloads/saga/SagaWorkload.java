package io.schism.workloads.saga;

import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import io.schism.checkers.saga.Saga;
import io.schism.workloads.SessionWorkload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.generate.Generator;
import java.util.List;

/** Places orders in three local steps, each of which can be compensated, and settles those that were left half done. */
public final class SagaWorkload implements SessionWorkload {
    static final String PLACE = "place";
    static final String SETTLE = "settle";
    static final String INSPECT = "inspect";

    @Override
    public String name() {
        return "saga";
    }

    @Override
    public String description() {
        return "Places orders in three steps (stock, payment, shipment), each a transaction of its own with a compensation; whoever comes"
                + " by settles what was left half done. Once settled, every order is whole or wholly undone, for ever. Finds steps that are lost,"
                + " half done or done after the order was given up. Until an order is settled its steps may be seen one by one, so this cannot find"
                + " a lack of isolation.";
    }

    @Override
    public List<Class<?>> needs() {
        return List.of(Transactions.class);
    }

    @Override
    public Client client(Session session) {
        return new SagaClient(session, session.ability(Transactions.class).orElseThrow());
    }

    @Override
    public Generator generator(WorkloadOptions options) {
        return SagaGenerator.of();
    }

    @Override
    public Generator finalGenerator(WorkloadOptions options, History main) {
        return SagaGenerator.finalInspection(options.nodes(), main);
    }

    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return List.of(new Saga());
    }
}
