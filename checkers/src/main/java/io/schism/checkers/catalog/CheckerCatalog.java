package io.schism.checkers.catalog;

import io.schism.checkers.Checker;
import io.schism.checkers.ids.UniqueIds;
import io.schism.checkers.linear.Linearizable;
import io.schism.checkers.model.Models;
import io.schism.checkers.model.NullRead;
import io.schism.checkers.txn.IsolationOptions;
import io.schism.checkers.txn.ListAppend;
import io.schism.checkers.txn.RwRegister;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The one place where names become checkers. A <em>model</em> names a sequential specification that the history must be linearizable to, or an
 * isolation checker; a <em>workload</em> names what the operations mean, and gets the checker that belongs to it. A name that only one of
 * the two has is known under both. Immutable and safe for several threads.
 */
public final class CheckerCatalog {
    private final Map<String, Function<CheckerOptions, Checker>> models = new TreeMap<>();
    private final Map<String, Function<CheckerOptions, Checker>> workloads = new TreeMap<>();

    /** All that there is. */
    public CheckerCatalog() {
        for (String model : Models.names()) {
            models.put(model, options -> linearizable(model, options));
        }
        models.put("list-append", options -> new ListAppend(isolation(options)));
        models.put("rw-register", options -> new RwRegister(isolation(options)));
        workloads.put("unique-ids", options -> new UniqueIds());
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

    private static Checker linearizable(String model, CheckerOptions options) {
        Linearizable.Builder builder = Linearizable.builder(Models.named(model));
        options.initial().ifPresent(initial -> builder.initial(initial.value()));
        return builder.nullRead(options.nullReadMatchesAll() ? NullRead.ANY : NullRead.UNSET)
                .build();
    }

    /** Anomalies alone decide where they are given and no consistency model is; nothing given means strict serializability. */
    private static IsolationOptions isolation(CheckerOptions options) {
        IsolationOptions.Builder builder = IsolationOptions.builder()
                .anomalies(options.anomalies().toArray(String[]::new))
                .linearizableKeys(options.linearizableKeys())
                .sequentialKeys(options.sequentialKeys())
                .wfrKeys(options.wfrKeys());
        if (!options.consistency().isEmpty() || !options.anomalies().isEmpty()) {
            builder.consistencyModels(options.consistency().toArray(String[]::new));
        }
        return builder.build();
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
}
