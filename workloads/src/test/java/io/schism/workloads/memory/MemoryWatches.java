package io.schism.workloads.memory;

import io.schism.workloads.client.Watches;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Watches that are told of everything as soon as they ask. */
final class MemoryWatches implements Watches {
    private final MemoryCluster cluster;

    MemoryWatches(MemoryCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Watch watch(String prefix, long fromRevision, boolean withPrevious) {
        return new Watch() {
            private long next = fromRevision;
            private boolean progress;

            @Override
            public Optional<Batch> next(Duration within) {
                return cluster.call(() -> {
                    List<Event> events = cluster.store.events(prefix, next);
                    if (events.isEmpty() && !progress) {
                        return Optional.empty();
                    }
                    progress = false;
                    next = cluster.store.revision() + 1;
                    return Optional.of(new Batch(cluster.store.revision(), events));
                });
            }

            @Override
            public void requestProgress() {
                progress = true;
            }

            @Override
            public void close() {}
        };
    }
}
