package io.schism.harness.system.raft.store;

import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Ranges;
import io.schism.workloads.client.Ranges.View;
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
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The replicated state: keys with value, version and revisions. Deterministic: the same transactions at the same log indices leave the
 * same state and the same digest on every node. A revision is the log index of the write. Safe for several threads.
 */
public final class KeyValueStore {
    private static final int DIGESTS_REMEMBERED = 20_000;

    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private final TreeMap<Long, Long> digests = new TreeMap<>();
    private long chain;
    private long content;

    /** Runs a transaction that stands in the log at this index. */
    public synchronized Result apply(long index, byte[] command, Transaction transaction) {
        Result result = run(transaction, index);
        chain = Digest.chained(chain, index, command, content);
        digests.put(index, chain);
        if (digests.size() > DIGESTS_REMEMBERED) {
            digests.pollFirstEntry();
        }
        return result;
    }

    /** Answers a transaction that reads only, from the state as it is now. */
    public synchronized Result read(Transaction transaction) {
        if (!transaction.readOnly()) {
            throw new IllegalArgumentException("a transaction that writes must go through the log");
        }
        return run(transaction, last());
    }

    /** All keys with this prefix, as they are now. */
    public synchronized View scan(String prefix) {
        List<Ranges.Entry> found = new ArrayList<>();
        for (Map.Entry<String, Entry> each : entries.tailMap(prefix).entrySet()) {
            if (!each.getKey().startsWith(prefix)) {
                break;
            }
            found.add(new Ranges.Entry(
                    each.getKey(), each.getValue().created(), each.getValue().versioned()));
        }
        return new View(last(), found);
    }

    private long last() {
        return digests.isEmpty() ? 0 : digests.lastKey();
    }

    /** The digest after the last transaction at or before this index, or empty when that is no longer remembered. */
    public synchronized Optional<Long> digestAt(long index) {
        return Optional.ofNullable(digests.floorEntry(index)).map(Map.Entry::getValue);
    }

    /** Writes everything. */
    public synchronized void save(DataOutputStream out) throws IOException {
        out.writeLong(chain);
        out.writeLong(last());
        out.writeInt(entries.size());
        for (Map.Entry<String, Entry> each : entries.entrySet()) {
            Wire.write(out, each.getKey());
            Wire.write(out, each.getValue().value());
            out.writeLong(each.getValue().version());
            out.writeLong(each.getValue().created());
            out.writeLong(each.getValue().modified());
        }
    }

    /** Replaces everything by what was saved. The digest of the content is computed anew, so a snapshot that differs shows itself. */
    public synchronized void load(DataInputStream in) throws IOException {
        entries.clear();
        digests.clear();
        content = 0;
        chain = in.readLong();
        digests.put(in.readLong(), chain);
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            store(Wire.text(in), new Entry(Wire.text(in), in.readLong(), in.readLong(), in.readLong()));
        }
    }

    private Result run(Transaction transaction, long index) {
        boolean succeeded = transaction.guards().stream().allMatch(this::holds);
        List<Optional<Versioned>> values = new ArrayList<>();
        for (Action action : succeeded ? transaction.then() : transaction.otherwise()) {
            values.add(perform(action, index));
        }
        return new Result(succeeded, index, values);
    }

    private boolean holds(Guard guard) {
        Entry entry = entries.get(guard.key());
        if (guard instanceof OnValue onValue) {
            return entry != null && onValue.comparison().holds(entry.value().compareTo(onValue.operand()));
        }
        OnNumber onNumber = (OnNumber) guard;
        long number = entry == null ? 0 : entry.number(onNumber);
        return onNumber.comparison().holds(Long.compare(number, onNumber.operand()));
    }

    private Optional<Versioned> perform(Action action, long index) {
        Entry before = entries.get(action.key());
        if (action instanceof Get) {
            return Optional.ofNullable(before).map(Entry::versioned);
        }
        if (action instanceof Delete) {
            store(action.key(), null);
            return Optional.empty();
        }
        String value = action instanceof Append append
                ? (before == null ? append.element() : before.value() + " " + append.element())
                : ((Put) action).value();
        Entry after = before == null
                ? new Entry(value, 1, index, index)
                : new Entry(value, before.version() + 1, before.created(), index);
        store(action.key(), after);
        return Optional.of(after.versioned());
    }

    private void store(String key, @Nullable Entry after) {
        Entry before = after == null ? entries.remove(key) : entries.put(key, after);
        content -= before == null ? 0 : before.digest(key);
        content += after == null ? 0 : after.digest(key);
    }

    /** One key's value and numbers. */
    private record Entry(String value, long version, long created, long modified) {
        Versioned versioned() {
            return new Versioned(value, version, modified);
        }

        long number(OnNumber guard) {
            return switch (guard.quantity()) {
                case VERSION -> version;
                case MOD_REVISION -> modified;
                case CREATE_REVISION -> created;
            };
        }

        long digest(String key) {
            return Digest.of(key, value, version, created, modified);
        }
    }
}
