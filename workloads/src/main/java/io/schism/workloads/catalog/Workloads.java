package io.schism.workloads.catalog;

import io.schism.workloads.Workload;
import io.schism.workloads.bank.BankWorkload;
import io.schism.workloads.bank.NaiveBankWorkload;
import io.schism.workloads.counter.CounterWorkload;
import io.schism.workloads.discovery.DiscoveryWorkload;
import io.schism.workloads.election.ElectionWorkload;
import io.schism.workloads.ids.UniqueIdsWorkload;
import io.schism.workloads.lease.LeaseWorkload;
import io.schism.workloads.lock.LockWorkload;
import io.schism.workloads.queue.QueueWorkload;
import io.schism.workloads.register.RegisterWorkload;
import io.schism.workloads.saga.SagaWorkload;
import io.schism.workloads.set.SetWorkload;
import io.schism.workloads.txn.AppendWorkload;
import io.schism.workloads.txn.WrWorkload;
import io.schism.workloads.versioned.VersionedWorkload;
import io.schism.workloads.watch.WatchWorkload;
import java.util.List;
import java.util.stream.Collectors;

/** All workloads. */
public final class Workloads {
    private static final List<Workload> ALL = List.of(
            new RegisterWorkload(),
            new VersionedWorkload(),
            new AppendWorkload(),
            new WrWorkload(),
            new SetWorkload(),
            new CounterWorkload(),
            new UniqueIdsWorkload(),
            new QueueWorkload(),
            new BankWorkload(),
            new NaiveBankWorkload(),
            new SagaWorkload(),
            LockWorkload.unguarded(),
            LockWorkload.checked(),
            LockWorkload.fenced(),
            new LeaseWorkload(),
            new WatchWorkload(),
            new ElectionWorkload(),
            new DiscoveryWorkload());

    private Workloads() {}

    /** Every workload, in the order in which they are presented. */
    public static List<Workload> all() {
        return ALL;
    }

    /**
     * The workload of this name.
     *
     * @throws IllegalArgumentException when there is none; the message lists those there are
     */
    public static Workload named(String name) {
        return ALL.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("workload (" + name + ") is not known; choose one of "
                        + ALL.stream().map(Workload::name).collect(Collectors.joining(", "))));
    }
}
