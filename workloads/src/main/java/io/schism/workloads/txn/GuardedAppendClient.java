package io.schism.workloads.txn;

import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Numbers;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Action;
import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.Guard;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Appends where the store knows no append: reads all keys in one transaction, and in a second one, guarded with what the first has read,
 * puts the longer lists. What is read between the two holds at the moment of the second, because every key is guarded.
 */
final class GuardedAppendClient implements Client {
    private final Session session;
    private final Transactions transactions;

    GuardedAppendClient(Session session, Transactions transactions) {
        this.session = session;
        this.transactions = transactions;
    }

    @Override
    public Outcome invoke(Operation invocation) {
        List<Step> steps = Step.of(invocation);
        Map<String, Optional<Versioned>> read = StoreException.harmless(() -> read(steps));
        Map<String, String> changed = new LinkedHashMap<>();
        List<Step> done = new ArrayList<>();
        for (Step step : steps) {
            String key = step.storeKey();
            Optional<Versioned> now = changed.containsKey(key)
                    ? Optional.of(new Versioned(changed.get(key), 0, 0))
                    : read.getOrDefault(key, Optional.empty());
            if (step.reads()) {
                done.add(step.read(Numbers.list(now)));
                continue;
            }
            changed.put(key, Numbers.extended(now, String.valueOf(step.value())));
            done.add(step);
        }
        if (changed.isEmpty() || write(read, changed)) {
            return Outcome.ok(Step.written(done));
        }
        return Outcome.fail("another transaction came in between");
    }

    private Map<String, Optional<Versioned>> read(List<Step> steps) {
        List<String> keys = steps.stream().map(Step::storeKey).distinct().toList();
        List<Action> gets = keys.stream().map(key -> (Action) new Get(key)).toList();
        List<Optional<Versioned>> values =
                transactions.run(new Transaction(List.of(), gets, List.of())).values();
        Map<String, Optional<Versioned>> read = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            read.put(keys.get(i), values.get(i));
        }
        return read;
    }

    private boolean write(Map<String, Optional<Versioned>> read, Map<String, String> changed) {
        List<Guard> guards = new ArrayList<>();
        read.forEach((key, value) -> guards.add(Guard.unchanged(key, value)));
        List<Action> puts = new ArrayList<>();
        changed.forEach((key, value) -> puts.add(new Put(key, value)));
        return transactions.run(new Transaction(guards, puts, List.of())).succeeded();
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
