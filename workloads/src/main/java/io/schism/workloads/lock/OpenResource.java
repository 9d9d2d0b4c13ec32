package io.schism.workloads.lock;

import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Transaction;

/** Accepts whoever comes. */
record OpenResource(Transactions transactions) implements Resource {
    @Override
    public boolean use(long token) {
        return transactions
                .run(Transaction.of(new Put("resource", String.valueOf(token))))
                .succeeded();
    }
}
