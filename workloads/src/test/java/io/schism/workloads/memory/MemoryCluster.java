package io.schism.workloads.memory;

import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.Stores;
import io.schism.workloads.client.TransactionalKeyValue;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Result;
import io.schism.workloads.client.Transactions.Transaction;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Nodes that share one store in memory. Every call first lets others have a turn, then answers at once; some time out, done or not. For one
 * thread at a time, which {@link Rehearsal} sees to.
 */
public final class MemoryCluster implements Stores {
    private static final int NODES = 3;
    private static final double TIMEOUTS = 0.02;

    private final MemoryStore store;
    private final boolean appends;
    private final Random chance = new Random(7);
    private Runnable turn = () -> {};

    /**
     * A cluster.
     *
     * @param bug what is wrong with it
     * @param appends whether its transactions know appends
     */
    public MemoryCluster(Bug bug, boolean appends) {
        this.store = new MemoryStore(bug);
        this.appends = appends;
    }

    /** A cluster whose transactions know no appends. */
    public static MemoryCluster with(Bug bug) {
        return new MemoryCluster(bug, false);
    }

    /** What is done before each call. */
    void onCall(Runnable letOthersGoFirst) {
        turn = letOthersGoFirst;
    }

    @Override
    public int nodes() {
        return NODES;
    }

    @Override
    public Session open(int node) {
        Transactions transactions = new Member(node % NODES);
        Map<Class<?>, Object> abilities =
                Map.of(Transactions.class, transactions, KeyValue.class, new TransactionalKeyValue(transactions));
        return new Session() {
            @Override
            public <T> Optional<T> ability(Class<T> type) {
                return Optional.ofNullable(abilities.get(type)).map(type::cast);
            }

            @Override
            public void close() {}
        };
    }

    private final class Member implements Transactions {
        private final int node;

        Member(int node) {
            this.node = node;
        }

        @Override
        public Result run(Transaction transaction) {
            turn.run();
            boolean late = chance.nextDouble() < TIMEOUTS;
            if (late && chance.nextBoolean()) {
                throw new StoreException(StoreException.Kind.TIMEOUT, "lost on the way there", null);
            }
            Result result = store.run(transaction, node);
            if (late) {
                throw new StoreException(StoreException.Kind.TIMEOUT, "lost on the way back", null);
            }
            return result;
        }

        @Override
        public boolean appends() {
            return appends;
        }
    }

    /** What is there now, for tests that look into it. */
    public Optional<Versioned> peek(String key) {
        return store.peek(key);
    }
}
