package io.schism.harness.bench;

import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Session;
import java.util.SplittableRandom;

/** What {@code etcdctl check perf} calls: puts of 1,024 bytes under random keys of 256. */
final class PutCaller implements Caller {
    private static final String VALUE = "v".repeat(1024);

    private final Session session;
    private final KeyValue store;

    PutCaller(Session session) {
        this.session = session;
        this.store = session.ability(KeyValue.class).orElseThrow();
    }

    @Override
    public void call(SplittableRandom random) {
        var unused = store.put(String.format("bench/%0250d", random.nextLong(Long.MAX_VALUE)), VALUE);
    }

    @Override
    public void close() {
        session.close();
    }
}
