package io.schism.workloads.bank;

import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.Guard;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Transaction;
import java.util.List;
import java.util.Optional;

/** Writes both balances if neither account was written since both were read. The guards compare revisions: a balance may come back. */
record GuardedTransfers(Transactions transactions) implements Transfers {
    @Override
    public Outcome make(Transfer transfer) {
        String from = Accounts.key(transfer.from());
        String to = Accounts.key(transfer.to());
        List<Optional<Versioned>> read = StoreException.harmless(() ->
                transactions.run(Transaction.of(new Get(from), new Get(to))).values());
        long left = Accounts.balance(read.get(0)) - transfer.amount();
        if (left < 0) {
            return Outcome.fail("not enough money");
        }
        boolean done = transactions
                .run(new Transaction(
                        List.of(Guard.unchanged(from, read.get(0)), Guard.unchanged(to, read.get(1))),
                        List.of(
                                new Put(from, String.valueOf(left)),
                                new Put(to, String.valueOf(Accounts.balance(read.get(1)) + transfer.amount()))),
                        List.of()))
                .succeeded();
        return done ? Outcome.ok(transfer.value()) : Outcome.fail("another was faster");
    }
}
