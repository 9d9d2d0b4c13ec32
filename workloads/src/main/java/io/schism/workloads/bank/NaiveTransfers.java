package io.schism.workloads.bank;

import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Transaction;
import java.util.List;
import java.util.Optional;

/** Checks, then acts: writes both balances as they follow from what was read, whatever became of the accounts meanwhile. */
record NaiveTransfers(Transactions transactions) implements Transfers {
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
        transactions.run(Transaction.of(
                new Put(from, String.valueOf(left)),
                new Put(to, String.valueOf(Accounts.balance(read.get(1)) + transfer.amount()))));
        return Outcome.ok(transfer.value());
    }
}
