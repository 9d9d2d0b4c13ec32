package io.schism.checkers.txn;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an isolation checker promises and assumes. By default: strict serializability, no further anomalies, no assumption on the order of
 * versions, a key may have had a value before the history began, 50 million steps for one cycle search. Immutable.
 */
public final class IsolationOptions {
    private final Set<String> consistencyModels;
    private final Set<String> anomalies;
    private final boolean sequentialKeys;
    private final boolean linearizableKeys;
    private final boolean writesFollowReads;
    private final Map<Long, Long> transactionOrder;
    private final boolean emptyAtStart;
    private final long cycleSearchSteps;
    private final int evidencePerAnomaly;
    private final int directEdges;

    private IsolationOptions(Builder builder) {
        this.consistencyModels = Set.copyOf(builder.consistencyModels);
        this.anomalies = Set.copyOf(builder.anomalies);
        this.sequentialKeys = builder.sequentialKeys;
        this.linearizableKeys = builder.linearizableKeys;
        this.writesFollowReads = builder.writesFollowReads;
        this.transactionOrder = Map.copyOf(builder.transactionOrder);
        this.emptyAtStart = builder.emptyAtStart;
        this.cycleSearchSteps = builder.cycleSearchSteps;
        this.evidencePerAnomaly = builder.evidencePerAnomaly;
        this.directEdges = builder.directEdges;
    }

    public static IsolationOptions ofDefaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The names of consistency models that can be promised. */
    public static Set<String> knownModels() {
        return Lattice.models();
    }

    /** The names of anomalies that can be forbidden. */
    public static Set<String> knownAnomalies() {
        return Lattice.anomalies();
    }

    Set<String> forbidden() {
        Set<String> forbidden = Lattice.forbiddenBy(consistencyModels);
        forbidden.addAll(Lattice.implying(anomalies));
        return forbidden;
    }

    /** The order that the forbidden anomalies ask for. */
    Order order() {
        Set<String> forbidden = forbidden();
        for (Order order : List.of(Order.REALTIME, Order.PROCESS)) {
            if (forbidden.stream().anyMatch(anomaly -> anomaly.endsWith(order.suffix()))) {
                return order;
            }
        }
        return Order.NONE;
    }

    boolean sequentialKeys() {
        return sequentialKeys;
    }

    boolean linearizableKeys() {
        return linearizableKeys;
    }

    boolean writesFollowReads() {
        return writesFollowReads;
    }

    Map<Long, Long> transactionOrder() {
        return transactionOrder;
    }

    boolean emptyAtStart() {
        return emptyAtStart;
    }

    long cycleSearchSteps() {
        return cycleSearchSteps;
    }

    int evidencePerAnomaly() {
        return evidencePerAnomaly;
    }

    /** Up to so many pairs of a reader and a writer get an edge each; more go through hubs. */
    int directEdges() {
        return directEdges;
    }

    /** Collects options; each setter says what it rejects. */
    public static final class Builder {
        private Set<String> consistencyModels = Set.of("strict-serializable");
        private Set<String> anomalies = Set.of();
        private boolean sequentialKeys;
        private boolean linearizableKeys;
        private boolean writesFollowReads;
        private Map<Long, Long> transactionOrder = Map.of();
        private boolean emptyAtStart;
        private long cycleSearchSteps = 50_000_000;
        private int evidencePerAnomaly = 3;
        private int directEdges = 64;

        private Builder() {}

        /**
         * The models that must hold, replacing those before; none at all leaves {@link #anomalies} alone to decide.
         *
         * @throws IllegalArgumentException for a name that is not one of {@link IsolationOptions#knownModels()}
         */
        public Builder consistencyModels(String... names) {
            consistencyModels = known("consistency model", Lattice.models(), names);
            return this;
        }

        /**
         * Anomalies that must not be present, beside those that the models forbid.
         *
         * @throws IllegalArgumentException for a name that is not one of {@link IsolationOptions#knownAnomalies()}
         */
        public Builder anomalies(String... names) {
            anomalies = known("anomaly", Lattice.anomalies(), names);
            return this;
        }

        /** Assume that each key alone is sequentially consistent: the order of each process orders versions. Registers only. */
        public Builder sequentialKeys(boolean assumed) {
            sequentialKeys = assumed;
            return this;
        }

        /** Assume that each key alone is linearizable: real time orders versions. Registers only. */
        public Builder linearizableKeys(boolean assumed) {
            linearizableKeys = assumed;
            return this;
        }

        /** Assume that a transaction writes the version that follows the one which it read of the same key. Registers only. */
        public Builder wfrKeys(boolean assumed) {
            writesFollowReads = assumed;
            return this;
        }

        /**
         * The order in which the database itself says that transactions took effect: operation index (of the completion, or of the invocation) to
         * a number. Transactions that are not in it are not ordered. Registers only.
         */
        public Builder transactionOrder(Map<Long, Long> order) {
            transactionOrder = new TreeMap<>(Objects.requireNonNull(order, "order"));
            return this;
        }

        /**
         * Every key starts out unset, so that a value which nobody wrote is an {@code unwritten-read}. Without this, one such value a key passes for
         * what was there before the history began, as long as nobody saw the key unset.
         */
        public Builder emptyAtStart(boolean assumed) {
            emptyAtStart = assumed;
            return this;
        }

        /** How many edges the search for one class of cycle in one component may follow before it gives up. */
        public Builder cycleSearchSteps(long steps) {
            if (steps <= 0) {
                throw new IllegalArgumentException("cycleSearchSteps (" + steps + ") must be positive");
            }
            cycleSearchSteps = steps;
            return this;
        }

        /** How many cases of each anomaly are explained and drawn; all are counted. */
        public Builder evidencePerAnomaly(int most) {
            if (most < 0) {
                throw new IllegalArgumentException("evidencePerAnomaly (" + most + ") must not be negative");
            }
            evidencePerAnomaly = most;
            return this;
        }

        /** Lets tests have hubs in small histories. */
        Builder directEdges(int most) {
            directEdges = most;
            return this;
        }

        public IsolationOptions build() {
            return new IsolationOptions(this);
        }

        private static Set<String> known(String what, Set<String> known, String... names) {
            for (String name : names) {
                if (!known.contains(name)) {
                    throw new IllegalArgumentException(
                            what + " \"" + name + "\" is not known; take one of " + String.join(", ", known));
                }
            }
            return new TreeSet<>(List.of(names));
        }
    }
}
