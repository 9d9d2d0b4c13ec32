package io.schism.workloads.memory;

import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Leases;
import io.schism.workloads.client.Locks;
import io.schism.workloads.client.Ranges;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.Stores;
import io.schism.workloads.client.TransactionalKeyValue;
import io.schism.workloads.client.TransactionalLocks;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Watches;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Nodes that share one store in memory. Every call first lets others have a turn, then answers at once; some time out, done or not. For one
 * thread at a time, which {@link Rehearsal} sees to.
 */
public final class MemoryCluster implements Stores {
    private static final int NODES = 3;
    private static final double TIMEOUTS = 0.02;

    final MemoryStore store;
    private final boolean appends;
    private final boolean leases;
    private final Random chance = new Random(7);
    private Runnable turn = () -> {};
    private LongSupplier clock = () -> 0;

    private MemoryCluster(Bug bug, boolean appends, boolean leases) {
        this.store = new MemoryStore(bug);
        this.appends = appends;
        this.leases = leases;
    }

    /** A cluster like etcd: with leases and watches, and without appends. */
    public static MemoryCluster with(Bug bug) {
        return new MemoryCluster(bug, false, true);
    }

    /** A cluster like the Raft store: with appends, and without leases and watches. */
    public static MemoryCluster withAppends(Bug bug) {
        return new MemoryCluster(bug, true, false);
    }

    /** What is done before each call, and where the time comes from. */
    void direct(Runnable letOthersGoFirst, LongSupplier nanos) {
        turn = letOthersGoFirst;
        clock = nanos;
    }

    /** The main part has ended; what goes wrong then goes wrong now. */
    void endMainPart() {
        store.end();
    }

    long now() {
        return clock.getAsLong();
    }

    @Override
    public int nodes() {
        return NODES;
    }

    @Override
    public Session open(int node) {
        MemoryMember member = new MemoryMember(this, node % NODES, appends);
        Map<Class<?>, Object> abilities = new HashMap<>();
        abilities.put(Transactions.class, member);
        abilities.put(Ranges.class, member);
        abilities.put(KeyValue.class, new TransactionalKeyValue(member));
        abilities.put(Locks.class, new TransactionalLocks(member));
        if (leases) {
            abilities.put(Leases.class, new MemoryLeases(this, member));
            abilities.put(Watches.class, new MemoryWatches(this));
        }
        return new Session() {
            @Override
            public <T> Optional<T> ability(Class<T> type) {
                return Optional.ofNullable(abilities.get(type)).map(type::cast);
            }

            @Override
            public void close() {}
        };
    }

    /** Makes one call of a client. */
    <T> T call(Supplier<T> call) {
        turn.run();
        store.expire(now());
        boolean late = chance.nextDouble() < TIMEOUTS;
        if (late && chance.nextBoolean()) {
            throw new StoreException(StoreException.Kind.TIMEOUT, "lost on the way there", null);
        }
        T result = call.get();
        if (late) {
            throw new StoreException(StoreException.Kind.TIMEOUT, "lost on the way back", null);
        }
        return result;
    }
}
