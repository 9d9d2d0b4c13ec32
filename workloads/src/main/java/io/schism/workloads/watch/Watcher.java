package io.schism.workloads.watch;

import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.Transaction;
import io.schism.workloads.client.Watches;
import io.schism.workloads.client.Watches.Batch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows the changes from one operation to the next on one stream for as long as that lasts; after a break it asks for the revision after the
 * greatest it was told of. Used by one thread, but {@link #close} may come from another.
 */
final class Watcher {
    private static final Duration SILENCE = Duration.ofMillis(300);
    private static final int MOST_BATCHES = 50;
    /** Enough for all that was written while a node was cut off, with a silence after each batch at worst. */
    private static final int LAST_SILENCES = 4;

    private final Transactions transactions;
    private final Watches watches;
    private volatile Watches.@Nullable Watch stream;
    /** The next revision it wants; 0 when it has not begun. */
    private long next;

    Watcher(Transactions transactions, Watches watches) {
        this.transactions = transactions;
        this.watches = watches;
    }

    /** What came in this operation, as the checker wants it. */
    Outcome follow(Map<?, ?> asked) {
        boolean last = Boolean.TRUE.equals(asked.get("last"));
        long target = last || next == 0 ? revision() : 0;
        long from = next == 0 ? target + 1 : next;
        next = from;
        List<Object> responses = new ArrayList<>();
        try {
            collect(responses, last ? target : Long.MAX_VALUE, last ? LAST_SILENCES : 1);
        } catch (StoreException e) {
            close();
            if (responses.isEmpty()) {
                throw e;
            }
        }
        if (last && next <= target) {
            return Outcome.fail("was told of nothing after revision " + (next - 1) + " of " + target);
        }
        Map<Object, Object> value = new TreeMap<>();
        asked.forEach((name, what) -> value.put(name, what));
        value.put("from", from);
        value.put("responses", responses);
        return Outcome.ok(value);
    }

    /** Where the store is now; a linearizable read, so nothing that was acknowledged lies after it. */
    private long revision() {
        return transactions.run(Transaction.of(new Get(WatchWorkload.PREFIX))).revision();
    }

    private void collect(List<Object> responses, long target, int silences) {
        Watches.Watch open = stream;
        if (open == null) {
            open = watches.watch(WatchWorkload.PREFIX, next, true);
            stream = open;
        }
        int silent = 0;
        while (responses.size() < MOST_BATCHES && next <= target) {
            Optional<Batch> batch = open.next(SILENCE);
            if (batch.isEmpty()) {
                if (++silent == silences) {
                    return;
                }
                // It may have been told of everything: the rest of the revisions are other keys', or reads'.
                open.requestProgress();
                continue;
            }
            responses.add(response(batch.get()));
        }
    }

    private Map<String, Object> response(Batch batch) {
        Map<String, Object> response = new TreeMap<>(Map.of("revision", batch.revision()));
        if (batch.progress()) {
            next = Math.max(next, batch.revision() + 1);
            response.put("progress", true);
            return response;
        }
        List<Object> events = new ArrayList<>();
        for (Watches.Event event : batch.events()) {
            next = Math.max(next, event.revision() + 1);
            events.add(event(event));
        }
        response.put("events", events);
        return response;
    }

    private static Map<String, Object> event(Watches.Event event) {
        Map<String, Object> written = new TreeMap<>(
                Map.of("type", event.deleted() ? "delete" : "put", "key", event.key(), "revision", event.revision()));
        event.value().ifPresent(value -> {
            written.put("value", value.value());
            written.put("version", value.version());
            written.put("create", event.created());
        });
        event.previous().ifPresent(previous -> written.put("previous", previous.value()));
        return written;
    }

    void close() {
        Watches.Watch open = stream;
        stream = null;
        if (open != null) {
            open.close();
        }
    }
}
