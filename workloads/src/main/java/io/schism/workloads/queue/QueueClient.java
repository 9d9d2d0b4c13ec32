package io.schism.workloads.queue;

import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Numbers;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Ranges;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Delete;
import io.schism.workloads.client.Transactions.Guard;
import io.schism.workloads.client.Transactions.Transaction;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A queue is a prefix, an element a key under it, and the order that of the revisions at which the keys were created. The first is taken by
 * deleting it if nobody has: as revisions only grow, what was the first when all were listed is the first as long as it is there.
 */
final class QueueClient implements Client {
    private final Session session;
    private final KeyValue store;
    private final Ranges ranges;
    private final Transactions transactions;

    QueueClient(Session session, KeyValue store, Ranges ranges, Transactions transactions) {
        this.session = session;
        this.store = store;
        this.ranges = ranges;
        this.transactions = transactions;
    }

    @Override
    public Outcome invoke(Operation invocation) {
        String prefix = "queue" + invocation.key() + "/";
        return switch (invocation.f()) {
            case QueueWorkload.ENQUEUE -> {
                Object element = Objects.requireNonNull(invocation.value(), "element");
                store.put(prefix + element, "waiting");
                yield Outcome.ok(element);
            }
            case QueueWorkload.DEQUEUE -> dequeue(prefix);
            default ->
                throw new IllegalArgumentException("operation (" + invocation.f() + ") is not one of enqueue, dequeue");
        };
    }

    private Outcome dequeue(String prefix) {
        Optional<Ranges.Entry> first = StoreException.harmless(() -> ranges.prefix(prefix)).entries().stream()
                .min(Comparator.comparingLong(Ranges.Entry::created));
        if (first.isEmpty()) {
            return Outcome.ok(null);
        }
        String key = first.get().key();
        Object element = Numbers.of(key.substring(prefix.length()));
        Guard untouched = Guard.revisionIs(key, first.get().value().revision());
        try {
            return transactions
                            .run(new Transaction(List.of(untouched), List.of(new Delete(key)), List.of()))
                            .succeeded()
                    ? Outcome.ok(element)
                    : Outcome.fail("another was faster");
        } catch (StoreException e) {
            // The table decides what it means; which element it was is known here alone.
            Outcome outcome = Outcome.of(e, false);
            return outcome.type() == Operation.Type.INFO ? outcome.about(element) : outcome;
        }
    }

    /** Never: a queue that was asked for its first element may have lost it. */
    @Override
    public boolean readOnly(Operation invocation) {
        return false;
    }

    @Override
    public void close() {
        session.close();
    }
}
