package io.schism.workloads.register;

import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Numbers;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Session;
import java.util.List;
import java.util.Objects;

/** Reads, writes and compares-and-sets one register a key; values are integers in decimal. */
final class RegisterClient implements Client {
    private final Session session;
    private final KeyValue store;

    RegisterClient(Session session, KeyValue store) {
        this.session = session;
        this.store = store;
    }

    @Override
    public Outcome invoke(Operation invocation) {
        String key = "r" + invocation.key();
        return switch (invocation.f()) {
            case RegisterWorkload.READ -> Outcome.ok(Numbers.orNull(store.get(key)));
            case RegisterWorkload.WRITE -> {
                store.put(key, String.valueOf(invocation.value()));
                yield Outcome.ok(invocation.value());
            }
            case RegisterWorkload.CAS -> {
                List<?> values = (List<?>) Objects.requireNonNull(invocation.value(), "value of a cas");
                boolean done = store.compareAndSet(key, String.valueOf(values.get(0)), String.valueOf(values.get(1)));
                yield done ? Outcome.ok(invocation.value()) : Outcome.fail("the value was another");
            }
            default ->
                throw new IllegalArgumentException("operation (" + invocation.f() + ") is not one of read, write, cas");
        };
    }

    @Override
    public boolean readOnly(Operation invocation) {
        return invocation.f().equals(RegisterWorkload.READ);
    }

    @Override
    public void close() {
        session.close();
    }
}
