package io.schism.workloads.client;

import io.schism.workloads.client.Transactions.Delete;
import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.Guard;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Result;
import io.schism.workloads.client.Transactions.Transaction;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Locks on top of transactions: a lock is a key, its token the revision that wrote it. As safe for threads as the transactions are. */
public final class TransactionalLocks implements Locks {
    private final Transactions transactions;

    public TransactionalLocks(Transactions transactions) {
        this.transactions = Objects.requireNonNull(transactions, "transactions");
    }

    @Override
    public OptionalLong tryLock(String name, String owner, long lease) {
        Result result = transactions.run(
                new Transaction(List.of(Guard.absent(name)), List.of(new Put(name, owner, lease)), List.of()));
        return result.succeeded() ? OptionalLong.of(token(result)) : OptionalLong.empty();
    }

    @Override
    public long takeOver(String name, String owner) {
        return token(transactions.run(Transaction.of(new Put(name, owner))));
    }

    @Override
    public boolean release(String name, long token) {
        return transactions
                .run(new Transaction(List.of(Guard.revisionIs(name, token)), List.of(new Delete(name)), List.of()))
                .succeeded();
    }

    @Override
    public Optional<Holder> holder(String name) {
        return transactions
                .run(Transaction.of(new Get(name)))
                .values()
                .get(0)
                .map(value -> new Holder(value.value(), value.revision()));
    }

    private static long token(Result result) {
        return result.values().get(0).orElseThrow().revision();
    }
}
