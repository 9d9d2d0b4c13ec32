package io.schism.workloads.watch;

import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Delete;
import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.Guard;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Result;
import io.schism.workloads.client.Transactions.Transaction;
import io.schism.workloads.client.Watches;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Writes, or follows what is written. */
final class WatchClient implements Client {
    private final Session session;
    private final Transactions transactions;
    private final Watcher watcher;

    WatchClient(Session session, Transactions transactions, Watches watches) {
        this.session = session;
        this.transactions = transactions;
        this.watcher = new Watcher(this::revision, watches);
    }

    /** By a linearizable read. */
    private long revision() {
        return transactions.run(Transaction.of(new Get(WatchWorkload.PREFIX))).revision();
    }

    @Override
    public Outcome invoke(Operation invocation) {
        Map<?, ?> value = (Map<?, ?>) Objects.requireNonNull(invocation.value(), "value");
        String key = String.valueOf(value.get("key"));
        return switch (invocation.f()) {
            case WatchWorkload.PUT -> {
                String written = String.valueOf(value.get("value"));
                Result result = transactions.run(Transaction.of(new Put(key, written)));
                yield Outcome.ok(new TreeMap<>(Map.of("key", key, "value", written, "revision", result.revision())));
            }
            case WatchWorkload.DELETE -> {
                Result result = transactions.run(
                        new Transaction(List.of(Guard.present(key)), List.of(new Delete(key)), List.of()));
                yield Outcome.ok(
                        result.succeeded()
                                ? new TreeMap<>(Map.of("key", key, "revision", result.revision()))
                                : Map.of("key", key));
            }
            case WatchWorkload.WATCH -> watcher.follow(value);
            default ->
                throw new IllegalArgumentException(
                        "operation (" + invocation.f() + ") is not one of put, delete, watch");
        };
    }

    @Override
    public boolean readOnly(Operation invocation) {
        return invocation.f().equals(WatchWorkload.WATCH);
    }

    @Override
    public void close() {
        watcher.close();
        session.close();
    }
}
