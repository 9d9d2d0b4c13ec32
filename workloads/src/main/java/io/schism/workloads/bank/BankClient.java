package io.schism.workloads.bank;

import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Action;
import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Moves money one way or another, and reads all accounts in one transaction. */
final class BankClient implements Client {
    private final Session session;
    private final Transactions transactions;
    private final Transfers transfers;

    BankClient(Session session, Transactions transactions, Transfers transfers) {
        this.session = session;
        this.transactions = transactions;
        this.transfers = transfers;
    }

    @Override
    public Outcome invoke(Operation invocation) {
        return switch (invocation.f()) {
            case BankWorkload.READ -> Outcome.ok(balances());
            case BankWorkload.TRANSFER -> transfers.make(Transfer.of(invocation));
            default ->
                throw new IllegalArgumentException("operation (" + invocation.f() + ") is not one of transfer, read");
        };
    }

    private Map<String, Object> balances() {
        List<Action> gets = new ArrayList<>();
        for (int account = 0; account < Accounts.COUNT; account++) {
            gets.add(new Get(Accounts.key(account)));
        }
        List<Optional<Versioned>> read =
                transactions.run(new Transaction(List.of(), gets, List.of())).values();
        Map<String, Object> balances = new TreeMap<>();
        for (int account = 0; account < Accounts.COUNT; account++) {
            balances.put(String.valueOf(account), Accounts.seen(read.get(account)));
        }
        return balances;
    }

    @Override
    public boolean readOnly(Operation invocation) {
        return invocation.f().equals(BankWorkload.READ);
    }

    @Override
    public void close() {
        session.close();
    }
}
