package io.schism.workloads.lock;

import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.Guard;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Transaction;
import java.util.List;
import java.util.Optional;

/** Keeps the greatest token it has accepted and refuses smaller ones (M. Kleppmann, <i>How to do distributed locking</i>, 2016). */
record FencedResource(Transactions transactions) implements Resource {
    private static final String KEY = "resource";

    @Override
    public boolean use(long token) {
        Optional<Versioned> last = StoreException.harmless(
                () -> transactions.run(Transaction.of(new Get(KEY))).values().get(0));
        if (last.isPresent() && Long.parseLong(last.get().value()) > token) {
            return false;
        }
        return transactions
                .run(new Transaction(
                        List.of(Guard.unchanged(KEY, last)), List.of(new Put(KEY, String.valueOf(token))), List.of()))
                .succeeded();
    }
}
