package io.schism.workloads.client;

import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.Guard;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Transaction;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Single-key operations on top of transactions, one transaction each. As safe for threads as the transactions are. */
public final class TransactionalKeyValue implements KeyValue {
    private final Transactions transactions;

    public TransactionalKeyValue(Transactions transactions) {
        this.transactions = Objects.requireNonNull(transactions, "transactions");
    }

    @Override
    public Optional<Versioned> get(String key) {
        return transactions.run(Transaction.of(new Get(key))).values().get(0);
    }

    @Override
    public Versioned put(String key, String value) {
        return transactions
                .run(Transaction.of(new Put(key, value)))
                .values()
                .get(0)
                .orElseThrow();
    }

    @Override
    public boolean compareAndSet(String key, String expected, String replacement) {
        return transactions
                .run(new Transaction(
                        List.of(Guard.valueIs(key, expected)), List.of(new Put(key, replacement)), List.of()))
                .succeeded();
    }
}
