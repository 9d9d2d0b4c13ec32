package io.schism.workloads.set;

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

/** Adds by reading the whole set and comparing-and-setting it to a longer one. */
final class SetClient implements Client {
    private final Session session;
    private final KeyValue store;
    private final Transactions transactions;

    SetClient(Session session, KeyValue store, Transactions transactions) {
        this.session = session;
        this.store = store;
        this.transactions = transactions;
    }

    @Override
    public Outcome invoke(Operation invocation) {
        String key = "set" + invocation.key();
        return switch (invocation.f()) {
            case SetWorkload.READ -> Outcome.ok(Numbers.list(store.get(key)));
            case SetWorkload.ADD -> {
                Object element = Objects.requireNonNull(invocation.value(), "element");
                Optional<Versioned> before = StoreException.harmless(() -> store.get(key));
                boolean added = transactions
                        .run(new Transaction(
                                List.of(Guard.unchanged(key, before)),
                                List.of(new Put(key, Numbers.extended(before, element))),
                                List.of()))
                        .succeeded();
                yield added ? Outcome.ok(element) : Outcome.fail("another was faster");
            }
            default -> throw new IllegalArgumentException("operation (" + invocation.f() + ") is not one of add, read");
        };
    }

    @Override
    public boolean readOnly(Operation invocation) {
        return invocation.f().equals(SetWorkload.READ);
    }

    @Override
    public void close() {
        session.close();
    }
}
