package io.schism.workloads.discovery;

import io.schism.workloads.client.Following;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.Ranges;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import io.schism.workloads.client.Watches;
import io.schism.workloads.client.Watches.Batch;
import io.schism.workloads.client.Watches.Event;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Knows who is there as a client does that does not ask each time: it lists once, and from then on does to its own set what the events say, from one
 * operation to the next. After a break it goes on at the revision after the last one it was told of, and lists anew only when that is
 * compacted. Used by one thread, but {@link #close} may come from another.
 */
final class Follower {
    private final Ranges ranges;
    private final Following following;
    private final TreeSet<String> there = new TreeSet<>();

    Follower(Ranges ranges, Watches watches) {
        this.ranges = ranges;
        this.following = new Following(watches, DiscoveryClient.PREFIX, false);
    }

    /**
     * Follows until nothing comes for a while; who is there then, at a revision.
     *
     * @param last whether it must come as far as the store is now
     */
    Outcome follow(boolean last) {
        long target = last ? ranges.prefix(DiscoveryClient.PREFIX).revision() : 0;
        try {
            if (!following.begun()) {
                list();
            }
            if (last) {
                following.catchUp(target, this::apply);
            } else {
                following.follow(this::apply);
            }
        } catch (StoreException e) {
            if (e.kind() == Kind.COMPACTED) {
                following.forget();
            }
            throw e;
        }
        long next = following.next();
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
        following.beginAt(view.revision() + 1);
    }

    private void apply(Batch batch) {
        for (Event event : batch.events()) {
            String instance = DiscoveryClient.instance(event.key());
            if (event.deleted()) {
                there.remove(instance);
            } else {
                there.add(instance);
            }
        }
    }

    void close() {
        following.close();
    }
}
