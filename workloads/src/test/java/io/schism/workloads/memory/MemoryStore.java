package io.schism.workloads.memory;

import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Transactions.Action;
import io.schism.workloads.client.Transactions.Append;
import io.schism.workloads.client.Transactions.Delete;
import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.Guard;
import io.schism.workloads.client.Transactions.OnNumber;
import io.schism.workloads.client.Transactions.OnValue;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Result;
import io.schism.workloads.client.Transactions.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Keys, values, versions and revisions as etcd has them, with a {@link Bug}. For one thread. */
final class MemoryStore {
    private static final int EVERY = 10;
    private static final int AGE = 10;
    private static final int BUGGY_NODE = 1;

    private final Bug bug;
    private final Deque<TreeMap<String, Entry>> past = new ArrayDeque<>();
    private TreeMap<String, Entry> entries = new TreeMap<>();
    private long revision = 1;
    private int writes;

    MemoryStore(Bug bug) {
        this.bug = bug;
    }

    private record Entry(long created, Versioned value) {}

    Optional<Versioned> peek(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    Result run(Transaction transaction, int node) {
        if (transaction.readOnly() && bug == Bug.STALE_READS && node == BUGGY_NODE && past.size() == AGE) {
            TreeMap<String, Entry> now = entries;
            entries = past.getFirst();
            Result old = apply(transaction, false);
            entries = now;
            return old;
        }
        if (transaction.readOnly()) {
            return apply(transaction, false);
        }
        boolean unlucky = ++writes % EVERY == 0;
        TreeMap<String, Entry> before = new TreeMap<>(entries);
        Result result = apply(transaction, unlucky && bug == Bug.TORN);
        if (unlucky && bug == Bug.WRITES_LOST) {
            entries = before;
        }
        if (unlucky && bug == Bug.WRITES_DOUBLED) {
            apply(
                    new Transaction(
                            List.of(), result.succeeded() ? transaction.then() : transaction.otherwise(), List.of()),
                    false);
        }
        past.addLast(before);
        if (past.size() > AGE) {
            past.removeFirst();
        }
        return bug == Bug.REVISIONS_REUSED && node == BUGGY_NODE ? aged(result) : result;
    }

    private static Result aged(Result result) {
        return new Result(
                result.succeeded(),
                result.revision() - 1,
                result.values().stream()
                        .map(value ->
                                value.map(found -> new Versioned(found.value(), found.version(), found.revision() - 1)))
                        .toList());
    }

    private Result apply(Transaction transaction, boolean firstWriteOnly) {
        boolean holds =
                bug == Bug.GUARDS_IGNORED || transaction.guards().stream().allMatch(this::holds);
        List<Action> actions = holds ? transaction.then() : transaction.otherwise();
        long next = revision + 1;
        List<Optional<Versioned>> values = new ArrayList<>();
        TreeMap<String, Entry> afterFirst = entries;
        boolean wrote = false;
        for (Action action : actions) {
            values.add(act(action, next));
            if (!(action instanceof Get) && !wrote) {
                wrote = true;
                afterFirst = new TreeMap<>(entries);
            }
        }
        if (firstWriteOnly && wrote) {
            entries = afterFirst;
        }
        revision = wrote ? next : revision;
        return new Result(holds, revision, values);
    }

    private Optional<Versioned> act(Action action, long next) {
        if (action instanceof Get) {
            return peek(action.key());
        }
        if (action instanceof Delete) {
            entries.remove(action.key());
            return Optional.empty();
        }
        Entry before = entries.get(action.key());
        String value = action instanceof Append append
                ? peek(append.key()).map(old -> old.value() + " ").orElse("") + append.element()
                : ((Put) action).value();
        long version = before == null ? 1 : before.value().version() + 1;
        Entry after = new Entry(before == null ? next : before.created(), new Versioned(value, version, next));
        entries.put(action.key(), after);
        return Optional.of(after.value());
    }

    private boolean holds(Guard guard) {
        Entry entry = entries.get(guard.key());
        if (guard instanceof OnValue value) {
            return entry != null
                    && value.comparison().holds(entry.value().value().compareTo(value.operand()));
        }
        OnNumber number = (OnNumber) guard;
        long found = entry == null
                ? 0
                : switch (number.quantity()) {
                    case VERSION -> entry.value().version();
                    case MOD_REVISION -> entry.value().revision();
                    case CREATE_REVISION -> entry.created();
                };
        return number.comparison().holds(Long.compare(found, number.operand()));
    }
}
