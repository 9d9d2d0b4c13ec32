package io.schism.workloads.watch;

import io.schism.checkers.Checker;
import io.schism.checkers.history.History;
import io.schism.checkers.watch.Watch;
import io.schism.workloads.SessionWorkload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Watches;
import io.schism.workloads.generate.Generator;
import java.util.List;

/** Writers change a few keys, and watchers follow them, resuming where they were. */
public final class WatchWorkload implements SessionWorkload {
    static final String PUT = "put";
    static final String DELETE = "delete";
    static final String WATCH = "watch";
    /** Whether a watch must come as far as the store was when it began. */
    static final String LAST = "last";
    /** That one which must did not. */
    static final String BEHIND = "behind";

    static final String PREFIX = "watched";

    @Override
    public String name() {
        return "watch";
    }

    @Override
    public String description() {
        return "Writers put and delete a few keys, watchers follow them and resume after every break at the revision after the last one they"
                + " were told of. Judged are the nine guarantees of etcd's watches: nothing missing, doubled, out of order, torn or foreign, values"
                + " before and creations as they were; at the end every watcher must catch up. Finds events that are lost or sent twice after a"
                + " node was cut off. Cannot find stale reads.";
    }

    @Override
    public List<Class<?>> needs() {
        return List.of(Transactions.class, Watches.class);
    }

    @Override
    public Client client(Session session) {
        return new WatchClient(
                session,
                session.ability(Transactions.class).orElseThrow(),
                session.ability(Watches.class).orElseThrow());
    }

    @Override
    public Generator generator(WorkloadOptions options) {
        return WatchGenerator.of(options);
    }

    @Override
    public Generator finalGenerator(WorkloadOptions options, History main) {
        return WatchGenerator.catchingUp();
    }

    @Override
    public List<Checker> checkers(WorkloadOptions options) {
        return List.of(new Watch(), new CatchingUp());
    }
}
