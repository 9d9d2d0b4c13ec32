package io.schism.harness.bench;

import io.schism.harness.environment.Environment;
import io.schism.harness.environment.Site;
import io.schism.harness.environment.local.ClockFactory;
import io.schism.harness.environment.local.LocalEnvironment;
import io.schism.harness.environment.local.LocalLayout;
import io.schism.harness.system.PinnedStores;
import io.schism.harness.system.Readiness;
import io.schism.harness.system.SystemUnderTest;
import io.schism.workloads.Workload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.catalog.Workloads;
import io.schism.workloads.client.Stores;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A cluster on this machine under the load of the register workload, as fast as it goes: from the harness, from a bare loop
 * through the same proxies, and from a bare loop past the proxies between clients and nodes, in short slices that take turns, so that whatever else
 * the machine does meets all three. The links between the nodes go through the environment's proxies each time. For one thread.
 */
public final class SystemBenchmark implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration START = Duration.ofSeconds(60);

    private final SystemUnderTest system;
    private final Environment environment;
    private final Path directory;
    private final Workload register = Workloads.named("register");

    private SystemBenchmark(SystemUnderTest system, Environment environment, Path directory) {
        this.system = system;
        this.environment = environment;
        this.directory = directory;
    }

    /**
     * Starts a cluster.
     *
     * @param directory where data, logs and histories go; must be empty
     */
    public static SystemBenchmark start(SystemUnderTest system, int nodes, Path directory) {
        LocalEnvironment environment = LocalEnvironment.create(LocalLayout.of(nodes, directory), ClockFactory.none());
        SystemBenchmark benchmark = new SystemBenchmark(system, environment, directory);
        try {
            environment.start(system);
            Readiness.await(environment, system, START);
            return benchmark;
        } catch (RuntimeException e) {
            benchmark.close();
            throw e;
        }
    }

    /** The addresses of the nodes themselves, past the proxies. */
    public List<InetSocketAddress> addresses() {
        return environment.sites().stream().map(SystemBenchmark::straight).toList();
    }

    /**
     * Measures with so many processes.
     *
     * @param slices how many slices each driver gets
     * @param slice how long one is
     * @param warmUp how long each driver warms up before its first, connecting included
     */
    public Row measure(int processes, int slices, Duration slice, Duration warmUp) throws IOException {
        WorkloadOptions options = WorkloadOptions.builder()
                .concurrency(processes)
                .nodes(nodesFor(processes))
                .rate(0)
                .timeLimit(slice)
                .seed(1)
                .build();
        Stores proxied = system.stores(environment, DEADLINE);
        Stores straight = new PinnedStores(addresses(), address -> system.session(address, DEADLINE));
        try (Driver harness = new HarnessLoop(system, environment, proxied, register, options, directory);
                Driver bare = bare(proxied, options);
                Driver past = bare(straight, options)) {
            List<Driver> drivers = List.of(harness, bare, past);
            drivers.forEach(driver -> driver.slice(warmUp, new Tally()));
            List<Tally> tallies = List.of(new Tally(), new Tally(), new Tally());
            for (int round = 0; round < slices; round++) {
                // who comes first changes, lest one always meet the store, or the machine, in the same state
                for (int turn = 0; turn < drivers.size(); turn++) {
                    int driver = (round + turn) % drivers.size();
                    drivers.get(driver).slice(slice, tallies.get(driver));
                }
            }
            return new Row(
                    processes,
                    tallies.get(0).sample(),
                    tallies.get(1).sample(),
                    tallies.get(2).sample(),
                    Share.of(tallies.get(0).throughputs(), tallies.get(1).throughputs()),
                    Share.of(tallies.get(0).throughputs(), tallies.get(2).throughputs()));
        }
    }

    /** Puts past the proxies, as {@code etcdctl check perf} makes them, from so many processes. */
    public Sample puts(int processes, Duration warmUp, Duration time) {
        List<InetSocketAddress> addresses = addresses();
        try (Driver puts = new BareLoop(
                processes,
                process -> new PutCaller(system.session(addresses.get(process % addresses.size()), DEADLINE)))) {
            puts.slice(warmUp, new Tally());
            Tally tally = new Tally();
            puts.slice(time, tally);
            return tally.sample();
        }
    }

    private Driver bare(Stores stores, WorkloadOptions options) {
        return new BareLoop(
                options.concurrency(),
                process -> new RegisterCaller(register.open(stores, process % options.nodes()), process, options));
    }

    /** All nodes, or fewer where the processes cannot be divided among keys. */
    private int nodesFor(int processes) {
        int nodes = environment.nodes().size();
        while (processes > 2 * nodes && processes % (2 * nodes) != 0) {
            nodes--;
        }
        return nodes;
    }

    private static InetSocketAddress straight(Site site) {
        return new InetSocketAddress(site.listenHost(), site.clientPort());
    }

    @Override
    public void close() {
        environment.close();
    }
}
