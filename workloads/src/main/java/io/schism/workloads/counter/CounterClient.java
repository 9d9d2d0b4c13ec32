package io.schism.workloads.counter;

import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Numbers;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Guard;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Transaction;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Adds by reading the counter and writing the sum if nobody wrote it meanwhile; a counter without value stands at 0. */
final class CounterClient implements Client {
    private final Session session;
    private final KeyValue store;
    private final Transactions transactions;

    CounterClient(Session session, KeyValue store, Transactions transactions) {
        this.session = session;
        this.store = store;
        this.transactions = transactions;
    }

    @Override
    public Outcome invoke(Operation invocation) {
        String key = "counter" + invocation.key();
        return switch (invocation.f()) {
            case CounterWorkload.READ -> Outcome.ok(value(store.get(key)));
            case CounterWorkload.ADD -> add(key, (Long) Objects.requireNonNull(invocation.value(), "amount"));
            default -> throw new IllegalArgumentException("operation (" + invocation.f() + ") is not one of add, read");
        };
    }

    private Outcome add(String key, Long amount) {
        Optional<Versioned> before = StoreException.harmless(() -> store.get(key));
        if (!(value(before) instanceof Long number)) {
            return Outcome.fail("the counter held " + value(before));
        }
        boolean added = transactions
                .run(new Transaction(
                        List.of(Guard.unchanged(key, before)),
                        List.of(new Put(key, String.valueOf(number + amount))),
                        List.of()))
                .succeeded();
        return added ? Outcome.ok(amount) : Outcome.fail("another was faster");
    }

    private static Object value(Optional<Versioned> read) {
        return read.map(found -> Numbers.of(found.value())).orElse(0L);
    }

    @Override
    public boolean readOnly(Operation invocation) {
        return invocation.f().equals(CounterWorkload.READ);
    }

    @Override
    public void close() {
        session.close();
    }
}
