package io.schism.workloads.queue;

import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Session;
import java.util.Objects;

/** Puts elements into queues and takes them out. */
final class QueueClient implements Client {
    private final Session session;
    private final QueueStore store;

    QueueClient(Session session, QueueStore store) {
        this.session = session;
        this.store = store;
    }

    @Override
    public Outcome invoke(Operation invocation) {
        String queue = "queue" + invocation.key();
        return switch (invocation.f()) {
            case QueueWorkload.ENQUEUE -> store.enqueue(queue, Objects.requireNonNull(invocation.value(), "element"));
            case QueueWorkload.DEQUEUE -> store.dequeue(queue);
            default ->
                throw new IllegalArgumentException("operation (" + invocation.f() + ") is not one of enqueue, dequeue");
        };
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
