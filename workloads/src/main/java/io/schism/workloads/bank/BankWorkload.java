package io.schism.workloads.bank;

import io.schism.checkers.Checker;
import io.schism.checkers.bank.Bank;
import io.schism.checkers.history.History;
import io.schism.workloads.SessionWorkload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.generate.Generator;
import java.util.List;
import java.util.Optional;

/** Moves money between accounts by guarded transactions. */
public final class BankWorkload implements SessionWorkload {
    static final String TRANSFER = "transfer";
    static final String READ = "read";

    @Override
    public String name() {
        return "bank";
    }

    @Override
    public String description() {
        return "Moves money between accounts by transactions that are guarded with what was read, and reads all accounts at once. The total"
                + " must stay and no balance may go below zero. Finds transactions that are half done, lost updates and reads that mix two moments."
                + " Cannot find stale reads: an old total is as right as a new one.";
    }

    @Override
    public List<Class<?>> needs() {
        return List.of(Transactions.class);
    }

    @Override
    public Client client(Session session) {
        Transactions transactions = session.ability(Transactions.class).orElseThrow();
        return new BankClient(session, transactions, new GuardedTransfers(transactions));
    }

    @Override
    public Generator generator(WorkloadOptions options) {
        return BankGenerator.of();
    }

    @Override
    public Generator finalGenerator(WorkloadOptions options, History main) {
        return BankGenerator.finalRead(options.nodes());
    }

    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return List.of(new Bank(Optional.of(Accounts.initial()), false));
    }
}
