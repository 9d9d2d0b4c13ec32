package io.schism.workloads.saga;

import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.Transactions;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Places, settles and inspects orders. */
final class SagaClient implements Client {
    private final Session session;
    private final Orders orders;

    SagaClient(Session session, Transactions transactions) {
        this.session = session;
        this.orders = new Orders(transactions);
    }

    @Override
    public Outcome invoke(Operation invocation) {
        Map<?, ?> value = (Map<?, ?>) Objects.requireNonNull(invocation.value(), "value");
        return switch (invocation.f()) {
            case SagaWorkload.PLACE -> place(number(value, "order"), (int) number(value, "refusedAt"));
            case SagaWorkload.SETTLE -> {
                orders.settle(number(value, "from"), number(value, "to"));
                yield Outcome.ok(value);
            }
            case SagaWorkload.INSPECT -> {
                Map<Object, Object> seen = new TreeMap<>();
                value.forEach((name, number) -> seen.put(name, number));
                seen.put("orders", orders.inspect(number(value, "from"), number(value, "to")));
                yield Outcome.ok(seen);
            }
            default ->
                throw new IllegalArgumentException(
                        "operation (" + invocation.f() + ") is not one of place, settle, inspect");
        };
    }

    private Outcome place(long order, int refusedAt) {
        if (!orders.begin(order)) {
            return Outcome.fail("the order was given up before it began");
        }
        String end = StoreException.halfway(() -> orders.goOn(order, State.BEGUN, refusedAt))
                .map(whole -> whole ? "whole" : "undone")
                .orElse("gone");
        return Outcome.ok(new TreeMap<>(Map.of("order", order, "end", end)));
    }

    private static long number(Map<?, ?> value, String name) {
        return (Long) Objects.requireNonNull(value.get(name), name);
    }

    @Override
    public boolean readOnly(Operation invocation) {
        return invocation.f().equals(SagaWorkload.INSPECT);
    }

    @Override
    public void close() {
        session.close();
    }
}
