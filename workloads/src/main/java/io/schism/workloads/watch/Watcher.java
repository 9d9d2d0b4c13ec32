package io.schism.workloads.watch;

import io.schism.workloads.client.Following;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import io.schism.workloads.client.Watches;
import io.schism.workloads.client.Watches.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Follows the changes from one operation to the next. Used by one thread, but {@link #close} may come from another. */
final class Watcher {
    private final LongSupplier revision;
    private final Following following;

    /**
     * Not begun.
     *
     * @param revision where the store is now, so that nothing that was acknowledged lies after it
     */
    Watcher(LongSupplier revision, Watches watches) {
        this.revision = revision;
        this.following = new Following(watches, WatchWorkload.PREFIX, true);
    }

    /** What came in this operation, as the checker wants it. One that had to come to the end and did not is marked as behind. */
    Outcome follow(Map<?, ?> asked) {
        boolean last = Boolean.TRUE.equals(asked.get(WatchWorkload.LAST));
        long target = last || !following.begun() ? revision.getAsLong() : 0;
        if (!following.begun()) {
            following.beginAt(target + 1);
        }
        long from = following.next();
        List<Object> responses = new ArrayList<>();
        boolean behind = last;
        try {
            if (last) {
                behind = !following.catchUp(target, batch -> responses.add(response(batch)));
            } else {
                following.follow(batch -> responses.add(response(batch)));
            }
        } catch (StoreException e) {
            if (e.kind() == Kind.COMPACTED) {
                // What lies between is gone for good; the next one begins where the store is then.
                following.forget();
            }
            if (responses.isEmpty()) {
                throw e;
            }
        }
        if (behind && responses.isEmpty()) {
            return Outcome.fail("was told of nothing after revision " + (following.next() - 1) + " of " + target);
        }
        Map<Object, Object> value = new TreeMap<>();
        asked.forEach((name, what) -> value.put(name, what));
        value.put("from", from);
        value.put("responses", responses);
        if (behind) {
            value.put(WatchWorkload.BEHIND, true);
        }
        return Outcome.ok(value);
    }

    private static Map<String, Object> response(Batch batch) {
        Map<String, Object> response = new TreeMap<>(Map.of("revision", batch.revision()));
        if (batch.progress()) {
            response.put("progress", true);
            return response;
        }
        List<Object> events = new ArrayList<>();
        for (Watches.Event event : batch.events()) {
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
        following.close();
    }
}
