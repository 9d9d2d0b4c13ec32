package io.schism.workloads.memory;

import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Leases.Lease;
import io.schism.workloads.client.Ranges;
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
import io.schism.workloads.client.Watches.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keys, values, versions, revisions, leases and events as etcd has them, with a {@link Bug}. For one thread. */
final class MemoryStore {
    private static final int EVERY = 10;
    private static final int AGE = 20;
    private static final int BUGGY_NODE = 0;

    private final Bug bug;
    private final Deque<TreeMap<String, Entry>> past = new ArrayDeque<>();
    /** The end of each lease that was granted and is not revoked, in nanoseconds. */
    private final Map<Long, Long> leases = new TreeMap<>();

    private final List<Event> events = new ArrayList<>();
    private TreeMap<String, Entry> entries = new TreeMap<>();
    private long revision = 1;
    private int writes;

    MemoryStore(Bug bug) {
        this.bug = bug;
    }

    private record Entry(long created, Versioned value, long lease) {}

    // ---- Keys
    // -------------------------------------------------------------------------------------------------------------------

    private Optional<Versioned> get(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    Ranges.View prefix(String prefix, int node) {
        TreeMap<String, Entry> seen = stale(node) ? past.getFirst() : entries;
        return new Ranges.View(
                revision,
                seen.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(prefix))
                        .map(entry -> new Ranges.Entry(
                                entry.getKey(),
                                entry.getValue().created(),
                                entry.getValue().value()))
                        .toList());
    }

    private boolean stale(int node) {
        return bug == Bug.STALE_READS && node == BUGGY_NODE && past.size() == AGE;
    }

    private boolean blind(int node) {
        return bug == Bug.DISK_LOST && node == BUGGY_NODE;
    }

    Result run(Transaction transaction, int node) {
        if (transaction.readOnly()) {
            TreeMap<String, Entry> now = entries;
            entries = stale(node) ? past.getFirst() : blind(node) ? new TreeMap<>() : entries;
            Result result = apply(transaction, holds(transaction), false);
            entries = now;
            return result;
        }
        boolean unlucky = ++writes % EVERY == 0;
        TreeMap<String, Entry> before = new TreeMap<>(entries);
        entries = blind(node) ? new TreeMap<>() : entries;
        boolean holds = holds(transaction);
        entries = new TreeMap<>(before);
        Result result = apply(transaction, holds, unlucky && bug == Bug.TORN);
        if (unlucky && bug == Bug.WRITES_LOST) {
            entries = before;
        }
        if (unlucky && bug == Bug.WRITES_DOUBLED) {
            List<Action> again = result.succeeded() ? transaction.then() : transaction.otherwise();
            apply(new Transaction(List.of(), again, List.of()), true, false);
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

    private boolean holds(Transaction transaction) {
        return bug == Bug.GUARDS_IGNORED || transaction.guards().stream().allMatch(this::holds);
    }

    private Result apply(Transaction transaction, boolean holds, boolean firstWriteOnly) {
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
        Entry before = entries.get(action.key());
        Optional<Versioned> previous = get(action.key());
        if (action instanceof Get) {
            return previous;
        }
        if (action instanceof Delete) {
            if (entries.remove(action.key()) != null) {
                events.add(new Event(action.key(), Optional.empty(), next, false, previous));
            }
            return Optional.empty();
        }
        String value = action instanceof Append append
                ? previous.map(old -> old.value() + " ").orElse("") + append.element()
                : ((Put) action).value();
        long lease = action instanceof Put put ? put.lease() : 0;
        long version = before == null ? 1 : before.value().version() + 1;
        Entry after = new Entry(before == null ? next : before.created(), new Versioned(value, version, next), lease);
        entries.put(action.key(), after);
        events.add(new Event(action.key(), Optional.of(after.value()), next, before == null, previous));
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

    /** The main part has ended. */
    void end() {
        if (bug == Bug.POWER_LOST) {
            entries = new TreeMap<>(past.getFirst());
        }
        if (bug == Bug.OLD_KEYS_LOST) {
            TreeMap<String, Entry> before = past.getFirst();
            entries.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        }
    }

    // ---- Leases
    // -----------------------------------------------------------------------------------------------------------------

    /** Ends what has run out by now. */
    void expire(long now) {
        if (bug != Bug.LEASES_NEVER_END) {
            leases.entrySet().stream()
                    .filter(lease -> lease.getValue() <= now)
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(this::revoke);
        }
    }

    Lease grant(Duration timeToLive, long now) {
        long lease = 1_000 + ++writes;
        renew(lease, timeToLive, now);
        return new Lease(lease, timeToLive);
    }

    void renew(long lease, Duration timeToLive, long now) {
        leases.put(lease, now + timeToLive.toNanos() / (bug == Bug.LEASES_END_EARLY ? 2 : 1));
    }

    boolean revoke(long lease) {
        List<String> keys = entries.entrySet().stream()
                .filter(entry -> entry.getValue().lease() == lease)
                .map(Map.Entry::getKey)
                .toList();
        keys.forEach(key -> apply(Transaction.of(new Delete(key)), true, false));
        return leases.remove(lease) != null;
    }

    boolean alive(long lease) {
        return leases.containsKey(lease);
    }

    // ---- Watches
    // ----------------------------------------------------------------------------------------------------------------

    long revision() {
        return revision;
    }

    /** The changes under a prefix from this revision on. */
    List<Event> events(String prefix, long from) {
        List<Event> told = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            boolean unlucky = i % EVERY == EVERY - 1;
            if (event.revision() < from || !event.key().startsWith(prefix) || (unlucky && bug == Bug.EVENTS_LOST)) {
                continue;
            }
            told.add(event);
            if (unlucky && bug == Bug.EVENTS_TWICE) {
                told.add(event);
            }
        }
        return told;
    }
}
