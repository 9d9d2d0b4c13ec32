package io.schism.workloads.txn;

import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import io.schism.checkers.txn.IsolationOptions;
import io.schism.checkers.txn.ListAppend;
import io.schism.workloads.SessionWorkload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Numbers;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.finish.FinalReads;
import io.schism.workloads.generate.Generator;
import java.util.List;

/** Transactions that append to lists and read them; together they must be strictly serializable. */
public final class AppendWorkload implements SessionWorkload {
    @Override
    public String name() {
        return "append";
    }

    @Override
    public String description() {
        return "Transactions over several keys append to lists and read them, and must be strictly serializable."
                + " When everything is healed, every key that was used is read from every node, or from fewer where that would be more than "
                + FinalReads.MOST + " transactions. Since a read shows all"
                + " appends before it, it finds nearly every isolation anomaly: lost appends and updates, dirty and aborted reads, write skew, stale reads and"
                + " cycles of any kind, each with the transactions that prove it. Cannot find what concerns reads of key ranges (phantoms).";
    }

    @Override
    public List<Class<?>> needs() {
        return List.of(Transactions.class);
    }

    @Override
    public Client client(Session session) {
        Transactions transactions = session.ability(Transactions.class).orElseThrow();
        return transactions.appends()
                ? new TransactionClient(session, transactions, Numbers::list)
                : new GuardedAppendClient(session, transactions);
    }

    @Override
    public Generator generator(WorkloadOptions options) {
        return TransactionGenerator.of(Step.APPEND, true);
    }

    @Override
    public Generator finalGenerator(WorkloadOptions options, History main) {
        return TransactionGenerator.finalReads(options, main);
    }

    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return List.of(
                new ListAppend(IsolationOptions.builder().emptyAtStart(true).build()),
                TransactionGenerator.FINAL_READS);
    }
}
