package io.schism.workloads;

import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Stores;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store in memory that is always right; tests put their own bugs in front of it. */
public final class MemoryStores implements Stores, KeyValue {
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final int nodes;

    /** An empty store. */
    public MemoryStores(int nodes) {
        this.nodes = nodes;
    }

    @Override
    public int nodes() {
        return nodes;
    }

    @Override
    public Session open(int node) {
        return session(this);
    }

    /** A session that offers this store. */
    public static Session session(KeyValue store) {
        return new Session() {
            @Override
            public <T> Optional<T> ability(Class<T> type) {
                return type.isInstance(store) ? Optional.of(type.cast(store)) : Optional.empty();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Optional<Versioned> get(String key) {
        return Optional.ofNullable(values.get(key)).map(value -> new Versioned(value, 0, 0));
    }

    @Override
    public Versioned put(String key, String value) {
        values.put(key, value);
        return new Versioned(value, 0, 0);
    }

    @Override
    public boolean compareAndSet(String key, String expected, String replacement) {
        return values.replace(key, expected, replacement);
    }
}
