package io.schism.workloads.txn;

import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import io.schism.checkers.txn.IsolationOptions;
import io.schism.checkers.txn.RwRegister;
import io.schism.workloads.SessionWorkload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Numbers;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.finish.FinalReads;
import io.schism.workloads.generate.Generator;
import java.util.List;

/** Transactions that write and read registers; together they must be strictly serializable. */
public final class WrWorkload implements SessionWorkload {
    @Override
    public String name() {
        return "wr";
    }

    @Override
    public String description() {
        return "Transactions over several keys write registers blindly and read them, and must be strictly serializable."
                + " When everything is healed, every key that was used is read from every node, or from fewer where that would be more than "
                + FinalReads.MOST
                + " transactions. Finds lost writes, dirty, aborted and stale reads and cycles among transactions on plain puts and gets, without the read that an append takes first."
                + " Sees less of the order of writes than append does: a write that nobody read before the next one leaves no trace.";
    }

    @Override
    public List<Class<?>> needs() {
        return List.of(Transactions.class);
    }

    @Override
    public Client client(Session session) {
        return new TransactionClient(
                session, session.ability(Transactions.class).orElseThrow(), Numbers::orNull);
    }

    /** No transaction writes a key twice: etcd refuses those. */
    @Override
    public Generator generator(WorkloadOptions options) {
        return TransactionGenerator.of(Step.WRITE, false);
    }

    @Override
    public Generator finalGenerator(WorkloadOptions options, History main) {
        return TransactionGenerator.finalReads(options, main);
    }

    /** Whatever is strictly serializable is linearizable key by key, and a write follows what its transaction read: both may be assumed. */
    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return List.of(
                new RwRegister(IsolationOptions.builder()
                        .linearizableKeys(true)
                        .wfrKeys(true)
                        .emptyAtStart(true)
                        .build()),
                TransactionGenerator.FINAL_READS);
    }
}
