package io.schism.workloads.versioned;

import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Numbers;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Guard;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Result;
import io.schism.workloads.client.Transactions.Transaction;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads, writes and compares-and-sets one register a key, each time with its version. */
final class VersionedClient implements Client {
    private final Session session;
    private final KeyValue store;
    private final Transactions transactions;

    VersionedClient(Session session, KeyValue store, Transactions transactions) {
        this.session = session;
        this.store = store;
        this.transactions = transactions;
    }

    @Override
    public Outcome invoke(Operation invocation) {
        String key = "v" + invocation.key();
        return switch (invocation.f()) {
            case VersionedWorkload.READ -> {
                Optional<Versioned> read = store.get(key);
                yield ok(read.map(Versioned::version).orElse(0L), Numbers.orNull(read));
            }
            case VersionedWorkload.WRITE -> {
                Object value = argument(invocation);
                yield ok(store.put(key, String.valueOf(value)).version(), value);
            }
            case VersionedWorkload.CAS -> {
                List<?> values = (List<?>) Objects.requireNonNull(argument(invocation), "values of a cas");
                Result result = transactions.run(new Transaction(
                        List.of(Guard.valueIs(key, String.valueOf(values.get(0)))),
                        List.of(new Put(key, String.valueOf(values.get(1)))),
                        List.of()));
                yield result.succeeded()
                        ? ok(result.values().get(0).orElseThrow().version(), values)
                        : Outcome.fail("the value was another");
            }
            default ->
                throw new IllegalArgumentException("operation (" + invocation.f() + ") is not one of read, write, cas");
        };
    }

    private static @Nullable Object argument(Operation invocation) {
        return ((List<?>) Objects.requireNonNull(invocation.value(), "version and value")).get(1);
    }

    private static Outcome ok(long version, @Nullable Object value) {
        return Outcome.ok(Arrays.asList(version, value));
    }

    @Override
    public boolean readOnly(Operation invocation) {
        return invocation.f().equals(VersionedWorkload.READ);
    }

    @Override
    public void close() {
        session.close();
    }
}
