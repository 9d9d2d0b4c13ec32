package io.schism.workloads.discovery;

import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Ranges;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import io.schism.workloads.client.Watches;
import io.schism.workloads.client.Watches.Batch;
import io.schism.workloads.client.Watches.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Knows who is there as a client does that does not ask each time: it lists once, and from then on does to its own set what the events say, from one
 * operation to the next. After a break it goes on at the revision after the last one it was told of, and lists anew only when that is
 * compacted. Used by one thread, but {@link #close} may come from another.
 */
final class Follower {
    private static final Duration SILENCE = Duration.ofMillis(300);
    private static final int MOST_BATCHES = 50;
    /** Enough for all that was changed while a node was cut off, with a silence after each batch at worst. */
    private static final int LAST_SILENCES = 4;

    private final Ranges ranges;
    private final Watches watches;
    private final TreeSet<String> there = new TreeSet<>();
    private volatile Watches.@Nullable Watch stream;
    /** The next revision it wants; 0 when it has no list yet. */
    private long next;

    Follower(Ranges ranges, Watches watches) {
        this.ranges = ranges;
        this.watches = watches;
    }

    /**
     * Follows until nothing comes for a while; who is there then, at a revision.
     *
     * @param last whether it must come as far as the store is now
     */
    Outcome follow(boolean last) {
        long target = last ? ranges.prefix(DiscoveryClient.PREFIX).revision() : 0;
        try {
            if (next == 0) {
                list();
            }
            collect(last ? target : Long.MAX_VALUE, last ? LAST_SILENCES : 1);
        } catch (StoreException e) {
            close();
            next = e.kind() == Kind.COMPACTED ? 0 : next;
            throw e;
        }
        if (next <= target) {
            return Outcome.fail("was told of nothing after revision " + (next - 1) + " of " + target);
        }
        return Outcome.ok(new TreeMap<>(Map.of(
                DiscoveryWorkload.LAST,
                last,
                DiscoveryWorkload.REVISION,
                next - 1,
                DiscoveryWorkload.INSTANCES,
                List.copyOf(there))));
    }

    private void list() {
        Ranges.View view = ranges.prefix(DiscoveryClient.PREFIX);
        there.clear();
        view.entries().forEach(entry -> there.add(DiscoveryClient.instance(entry.key())));
        next = view.revision() + 1;
    }

    private void collect(long target, int silences) {
        Watches.Watch open = stream;
        if (open == null) {
            open = watches.watch(DiscoveryClient.PREFIX, next, false);
            stream = open;
        }
        int silent = 0;
        for (int batches = 0; batches < MOST_BATCHES && next <= target; batches++) {
            Optional<Batch> batch = open.next(SILENCE);
            if (batch.isEmpty()) {
                if (++silent == silences) {
                    return;
                }
                // It may have been told of everything: the last revision may be another key's.
                open.requestProgress();
                continue;
            }
            apply(batch.get());
        }
    }

    private void apply(Batch batch) {
        for (Event event : batch.events()) {
            String instance = DiscoveryClient.instance(event.key());
            if (event.deleted()) {
                there.remove(instance);
            } else {
                there.add(instance);
            }
            next = Math.max(next, event.revision() + 1);
        }
        if (batch.progress()) {
            next = Math.max(next, batch.revision() + 1);
        }
    }

    void close() {
        Watches.Watch open = stream;
        stream = null;
        if (open != null) {
            open.close();
        }
    }
}
