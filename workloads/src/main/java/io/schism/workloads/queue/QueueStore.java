package io.schism.workloads.queue;

import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Numbers;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.Guard;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Transaction;
import java.util.List;
import java.util.Optional;

/** How a queue is made of what the store has. */
sealed interface QueueStore {
    /** Puts the element behind all others. */
    Outcome enqueue(String queue, Object element);

    /** Takes the first element; null when there is none. */
    Outcome dequeue(String queue);

    /** The best way with this store. */
    static QueueStore of(Session session) {
        return new InOneKey(session.ability(Transactions.class).orElseThrow());
    }

    /** The whole queue in one key, read and then written if nobody else wrote it meanwhile. */
    record InOneKey(Transactions transactions) implements QueueStore {
        @Override
        public Outcome enqueue(String queue, Object element) {
            Optional<Versioned> before = read(queue);
            return write(queue, before, Numbers.extended(before, element))
                    ? Outcome.ok(element)
                    : Outcome.fail("another was faster");
        }

        @Override
        public Outcome dequeue(String queue) {
            Optional<Versioned> before = read(queue);
            List<Object> elements = Numbers.list(before);
            if (elements.isEmpty()) {
                return Outcome.ok(null);
            }
            String text = before.orElseThrow().value();
            int end = text.indexOf(' ');
            return write(queue, before, end < 0 ? "" : text.substring(end + 1))
                    ? Outcome.ok(elements.get(0))
                    : Outcome.fail("another was faster");
        }

        private Optional<Versioned> read(String queue) {
            return StoreException.harmless(() ->
                    transactions.run(Transaction.of(new Get(queue))).values().get(0));
        }

        private boolean write(String queue, Optional<Versioned> before, String after) {
            return transactions
                    .run(new Transaction(
                            List.of(Guard.unchanged(queue, before)), List.of(new Put(queue, after)), List.of()))
                    .succeeded();
        }
    }
}
