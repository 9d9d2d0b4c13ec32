package io.schism.workloads.txn;

import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Action;
import io.schism.workloads.client.Transactions.Append;
import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Does the steps as they stand, in one transaction without guards. */
final class TransactionClient implements Client {
    private final Session session;
    private final Transactions transactions;
    private final Reading reading;

    TransactionClient(Session session, Transactions transactions, Reading reading) {
        this.session = session;
        this.transactions = transactions;
        this.reading = reading;
    }

    /** What a key that was read means to the history. */
    interface Reading {
        @Nullable Object of(Optional<Versioned> read);
    }

    @Override
    public Outcome invoke(Operation invocation) {
        List<Step> steps = Step.of(invocation);
        List<Action> actions = steps.stream().map(TransactionClient::action).toList();
        List<Optional<Versioned>> values =
                transactions.run(new Transaction(List.of(), actions, List.of())).values();
        List<Step> done = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            done.add(step.reads() ? step.read(reading.of(values.get(i))) : step);
        }
        return Outcome.ok(Step.written(done));
    }

    private static Action action(Step step) {
        return switch (step.f()) {
            case Step.READ -> new Get(step.storeKey());
            case Step.APPEND -> new Append(step.storeKey(), String.valueOf(step.value()));
            case Step.WRITE -> new Put(step.storeKey(), String.valueOf(step.value()));
            default -> throw new IllegalArgumentException("step (" + step.f() + ") is not one of r, append, w");
        };
    }

    @Override
    public boolean readOnly(Operation invocation) {
        return Step.of(invocation).stream().allMatch(Step::reads);
    }

    @Override
    public void close() {
        session.close();
    }
}
