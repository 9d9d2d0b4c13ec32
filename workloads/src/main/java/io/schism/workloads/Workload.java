package io.schism.workloads;

import io.schism.checkers.Checker;
import io.schism.checkers.availability.Availability;
import io.schism.checkers.history.History;
import io.schism.checkers.stats.Statistics;
import io.schism.workloads.client.Client;
import io.schism.workloads.client.Stores;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import java.util.ArrayList;
import java.util.List;

/**
 * A generator, a client and the checkers that belong together. Stateless: all that varies comes with the options. Each workload is a
 * package of its own with one public class, and is listed in {@link io.schism.workloads.catalog.Workloads}.
 */
public interface Workload {
    /** Short, stable name, as on the command line. */
    String name();

    /** One paragraph for a person: what it does, what it can find and what it cannot. */
    String description();

    /** The abilities that every session of the system must offer, such as {@link io.schism.workloads.client.Transactions}. */
    default List<Class<?>> needs() {
        return List.of();
    }

    /** What the processes do, without rate and time limit. */
    Generator generator(WorkloadOptions options);

    /** {@link #generator} at the rate and for the time of the options. */
    default Generator pacedGenerator(WorkloadOptions options) {
        return Generators.timeLimit(options.timeLimit(), Generators.rate(options.rate(), generator(options)));
    }

    /**
     * What the processes do after every fault is healed: final reads, for example. Nothing by default.
     *
     * @param main all that happened until now; which keys were used, only this tells
     */
    default Generator finalGenerator(WorkloadOptions options, History main) {
        return Generators.nothing();
    }

    /**
     * Opens a client that is pinned to one node.
     *
     * @param node number of the node, from 0
     * @throws IllegalArgumentException when the system lacks an ability that the workload needs; the message names it
     */
    Client open(Stores stores, int node);

    /** What judges the promise that this workload is about; at least one. */
    List<Checker> checkers(WorkloadOptions options);

    /** {@link #checkers} and those that every run gets: statistics and availability. The worst verdict wins. */
    default List<Checker> allCheckers(WorkloadOptions options) {
        List<Checker> all = new ArrayList<>(checkers(options));
        all.add(new Statistics());
        all.add(Availability.ofNodes(options.nodeNames(), options.concurrency()));
        return List.copyOf(all);
    }
}
