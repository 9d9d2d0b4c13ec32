package io.schism.workloads.ids;

import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Session;

/** Writes, and hands out the revision of the write. */
final class UniqueIdsClient implements Client {
    private final Session session;
    private final KeyValue store;

    UniqueIdsClient(Session session, KeyValue store) {
        this.session = session;
        this.store = store;
    }

    @Override
    public Outcome invoke(Operation invocation) {
        if (!invocation.f().equals(UniqueIdsWorkload.GENERATE)) {
            throw new IllegalArgumentException("operation (" + invocation.f() + ") is not generate");
        }
        long revision = store.put("id" + invocation.value(), String.valueOf(invocation.process()))
                .revision();
        return Outcome.ok(revision);
    }

    @Override
    public boolean readOnly(Operation invocation) {
        return false;
    }

    @Override
    public void close() {
        session.close();
    }
}
