package io.schism.checkers.catalog;

import io.schism.checkers.Checker;
import io.schism.checkers.bank.Bank;
import io.schism.checkers.counter.CounterBounds;
import io.schism.checkers.election.Election;
import io.schism.checkers.fork.LongFork;
import io.schism.checkers.ids.UniqueIds;
import io.schism.checkers.lease.Lease;
import io.schism.checkers.linear.Linearizable;
import io.schism.checkers.liveness.Liveness;
import io.schism.checkers.liveness.LivenessOptions;
import io.schism.checkers.lock.Fencing;
import io.schism.checkers.lock.MutualExclusion;
import io.schism.checkers.model.Models;
import io.schism.checkers.monotonic.Monotonic;
import io.schism.checkers.queue.TotalQueue;
import io.schism.checkers.saga.Saga;
import io.schism.checkers.set.FinalSet;
import io.schism.checkers.set.SetFull;
import io.schism.checkers.txn.IsolationOptions;
import io.schism.checkers.txn.ListAppend;
import io.schism.checkers.txn.RwRegister;
import io.schism.checkers.watch.Watch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The one place where names become checkers. A <em>model</em> names a sequential specification that the history must be linearizable to, or an
 * isolation checker; a <em>workload</em> names what the operations mean, and gets the checker that belongs to it. A name that only one of
 * the two has is known under both; {@code set} and {@code counter} are known to both and differ, and as workloads {@code append} and
 * {@code wr} start on empty keys. Immutable and safe for several threads.
 */
public final class CheckerCatalog {
    /** How long a key may outlive its lease when nobody says. */
    private static final Duration LEASE_SLACK = Duration.ofSeconds(2);

    /** In place of consistency models: the anomalies alone decide. */
    private static final String NONE = "none";

    private final Map<String, Function<CheckerOptions, Checker>> models = new TreeMap<>();
    private final Map<String, Function<CheckerOptions, Checker>> workloads = new TreeMap<>();

    /** All that there is. */
    public CheckerCatalog() {
        for (String model : Models.names()) {
            models.put(model, options -> linearizable(model, options));
        }
        for (String name : List.of("list-append", "append")) {
            models.put(name, options -> new ListAppend(isolation(options)));
        }
        for (String name : List.of("rw-register", "wr")) {
            models.put(name, options -> new RwRegister(isolation(options)));
        }
        workloads.put(
                "append",
                options ->
                        new ListAppend(isolationOf(options).emptyAtStart(true).build()));
        workloads.put(
                "wr",
                options ->
                        new RwRegister(isolationOf(options).emptyAtStart(true).build()));
        workloads.put("register", options -> linearizable("cas-register", options));
        workloads.put("queue", options -> linearizable("fifo-queue", options));
        workloads.put("set", options -> new FinalSet());
        workloads.put("set-full", options -> new SetFull(linearizable(options)));
        workloads.put("total-queue", options -> new TotalQueue(TotalQueue.Delivery.EXACTLY_ONCE));
        workloads.put("unique-ids", options -> new UniqueIds());
        workloads.put("counter", options -> new CounterBounds(initialInteger(options)));
        workloads.put("bank", options -> new Bank(initialBalances(options), false));
        workloads.put("bank-naive", options -> new Bank(initialBalances(options), false));
        workloads.put("long-fork", options -> new LongFork());
        workloads.put("monotonic", options -> new Monotonic(Monotonic.Scope.REALTIME));
        workloads.put("monotonic-session", options -> new Monotonic(Monotonic.Scope.SESSION));
        workloads.put("watch", options -> new Watch());
        workloads.put("lock", options -> new MutualExclusion());
        for (String name : List.of("fencing", "lock-checked", "lock-fenced")) {
            workloads.put(name, options -> new Fencing());
        }
        workloads.put("lease", options -> new Lease(LEASE_SLACK));
        workloads.put("election", options -> new Election());
        workloads.put("saga", options -> new Saga());
        workloads.put("liveness", options -> new Liveness(LivenessOptions.ofDefaults()));
    }

    /** Every name, sorted. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(models.keySet());
        names.addAll(workloads.keySet());
        return names;
    }

    /**
     * The checker for a model.
     *
     * @throws IllegalArgumentException when there is none, or the options do not fit it
     */
    public Checker model(String name, CheckerOptions options) {
        return made(name, models, workloads, options);
    }

    /**
     * The checker for a workload.
     *
     * @throws IllegalArgumentException when there is none, or the options do not fit it
     */
    public Checker workload(String name, CheckerOptions options) {
        return made(name, workloads, models, options);
    }

    private Checker made(
            String name,
            Map<String, Function<CheckerOptions, Checker>> first,
            Map<String, Function<CheckerOptions, Checker>> second,
            CheckerOptions options) {
        Function<CheckerOptions, Checker> maker = first.containsKey(name) ? first.get(name) : second.get(name);
        if (maker == null) {
            throw new IllegalArgumentException(
                    "no checker is called '" + name + "'; there are " + String.join(", ", names()));
        }
        return maker.apply(options);
    }

    private static Checker linearizable(String model, CheckerOptions options) {
        return Linearizable.builder(Models.named(model))
                .initial(options.initial())
                .nullRead(options.nullRead())
                .build();
    }

    private static IsolationOptions isolation(CheckerOptions options) {
        return isolationOf(options).build();
    }

    private static IsolationOptions.Builder isolationOf(CheckerOptions options) {
        IsolationOptions.Builder builder = IsolationOptions.builder()
                .anomalies(options.anomalies().toArray(new String[0]))
                .linearizableKeys(options.linearizableKeys())
                .sequentialKeys(options.sequentialKeys())
                .wfrKeys(options.wfrKeys());
        if (options.consistency().equals(List.of(NONE))) {
            builder.consistencyModels();
        } else if (!options.consistency().isEmpty()) {
            builder.consistencyModels(options.consistency().toArray(new String[0]));
        }
        return builder;
    }

    /** Whether staleness is a violation: where real time is promised. */
    private static boolean linearizable(CheckerOptions options) {
        return options.consistency().contains("linearizable")
                || options.consistency().contains("strict-serializable");
    }

    private static long initialInteger(CheckerOptions options) {
        if (options.initial() == null) {
            return 0;
        }
        if (options.initial() instanceof Long value) {
            return value;
        }
        throw new IllegalArgumentException("initial value (" + options.initial() + ") must be an integer");
    }

    private static Optional<Map<String, Long>> initialBalances(CheckerOptions options) {
        if (options.initial() == null) {
            return Optional.empty();
        }
        if (!(options.initial() instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("initial value (" + options.initial()
                    + ") must be a map from accounts to balances, such as {\"0\": 100, \"1\": 0}");
        }
        Map<String, Long> balances = new LinkedHashMap<>();
        map.forEach((account, balance) -> {
            if (!(balance instanceof Long amount)) {
                throw new IllegalArgumentException(
                        "the initial balance of account " + account + " (" + balance + ") must be an integer");
            }
            balances.put(String.valueOf(account), amount);
        });
        return Optional.of(balances);
    }
}
