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

/** Moves money between accounts as a beginner does. Expected to be invalid on every system: the mistake is in the client. */
public final class NaiveBankWorkload implements SessionWorkload {
    @Override
    public String name() {
        return "bank-naive";
    }

    @Override
    public String description() {
        return "A lesson: moves money by reading two balances and writing two new ones in one transaction, but without a guard. Each call is"
                + " atomic, the transfer is not: what others did between the check and the act is overwritten. Expected to be invalid on every"
                + " system, without any fault; a valid run says that too few transfers met. Finds nothing about the system.";
    }

    @Override
    public List<Class<?>> needs() {
        return List.of(Transactions.class);
    }

    @Override
    public Client client(Session session) {
        Transactions transactions = session.ability(Transactions.class).orElseThrow();
        return new BankClient(session, transactions, new NaiveTransfers(transactions));
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
