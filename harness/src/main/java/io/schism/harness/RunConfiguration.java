package io.schism.harness;

import io.schism.nemesis.schedule.Aim;
import io.schism.nemesis.schedule.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one run is to be. Immutable; {@link #builder()} starts from the defaults of {@code ./schism test}: five Raft nodes as local
 * processes, the register workload for 30 s at 400 operations a second from twenty processes, partitions, kills and pauses.
 */
public final class RunConfiguration {
    private final Builder values;

    private RunConfiguration(Builder values) {
        this.values = values;
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** {@code raft} or {@code etcd}. */
    public String system() {
        return values.system;
    }

    /** {@code local} or {@code docker}. */
    public String environment() {
        return values.environment;
    }

    /** How many nodes, from 1. */
    public int nodes() {
        return values.nodes;
    }

    /** Name of the workload. */
    public String workload() {
        return values.workload;
    }

    /** Which faults, as {@code --faults} takes them. */
    public String faults() {
        return values.faults;
    }

    /** How rough the faults are. */
    public Profile profile() {
        return values.profile;
    }

    /** Whom faults may hit; empty leaves it to the profile. */
    public Set<Aim> targets() {
        return values.targets;
    }

    /** Mean time between the beginnings of two faults, when it is not the profile's. */
    public Optional<Duration> faultInterval() {
        return values.faultInterval;
    }

    /** Whether a majority must be left at all times. */
    public boolean keepQuorum() {
        return values.keepQuorum;
    }

    /**
     * A {@code faults.jsonl} whose plan is to be carried out, or {@code ledger:NAME} for a plan that comes with the ledger of bugs; in place of one
     * drawn from the seed.
     */
    public Optional<Path> plan() {
        return values.plan;
    }

    /** How long the main part of the workload takes. */
    public Duration timeLimit() {
        return values.timeLimit;
    }

    /** Operations a second, all processes together; 0 means as fast as it goes. */
    public double rate() {
        return values.rate;
    }

    /** Processes at a time. */
    public int concurrency() {
        return values.concurrency;
    }

    /** About how many operations a key lives for; 0 leaves it to the rate. */
    public int operationsPerKey() {
        return values.operationsPerKey;
    }

    /** Where all chance comes from. */
    public long seed() {
        return values.seed;
    }

    /** Settings of the system. */
    public Map<String, String> settings() {
        return values.settings;
    }

    /**
     * The etcd program: a path, a name to be found on the PATH, or a version such as {@code 3.5} or {@code 3.5.28+} among those that were unpacked
     * for Schism.
     */
    public String etcdBinary() {
        return values.etcdBinary;
    }

    /** Image of the nodes in containers; empty lets Schism build one. */
    public Optional<String> image() {
        return values.image;
    }

    /** The same with this image. */
    RunConfiguration withImage(String reference) {
        RunConfiguration copy = values.build();
        copy.values.image = Optional.of(reference);
        return copy;
    }

    /** Deadline of every client call. */
    public Duration callTimeout() {
        return values.callTimeout;
    }

    /** How long the cluster may take to be ready, and to recover after the last fault. */
    public Duration readyTimeout() {
        return values.readyTimeout;
    }

    /** How long checking may take. */
    public Duration checkBudget() {
        return values.checkBudget;
    }

    /** Where runs are kept. */
    public Path runs() {
        return values.runs;
    }

    /** Whether the nodes' data stays in the run's directory. */
    public boolean keepData() {
        return values.keepData;
    }

    /** Program and arguments that repeat the run. */
    public List<String> commandLine() {
        return values.commandLine;
    }

    /** Everything that is set, by the name of its option, values as JSON has them, in a stable order. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("system", system());
        map.put("env", environment());
        map.put("nodes", nodes());
        map.put("workload", workload());
        map.put("faults", faults());
        map.put("profile", profile().word());
        map.put("targets", targets().stream().map(Aim::word).sorted().toList());
        map.put("fault-interval", faultInterval().map(RunConfiguration::text).orElse(null));
        map.put("keep-quorum", keepQuorum());
        map.put("plan", plan().map(Path::toString).orElse(null));
        map.put("time-limit", text(timeLimit()));
        map.put("rate", rate());
        map.put("concurrency", concurrency());
        map.put("ops-per-key", operationsPerKey());
        map.put("seed", seed());
        map.put("set", settings());
        map.put("etcd-binary", etcdBinary());
        map.put("image", image().orElse(null));
        map.put("call-timeout", text(callTimeout()));
        map.put("ready-timeout", text(readyTimeout()));
        map.put("check-budget", text(checkBudget()));
        map.put("runs", runs().toString());
        map.put("keep-data", keepData());
        return map;
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    /** Collects the values; each is checked when it is set and named by its option. Used by one thread. */
    public static final class Builder {
        private static final int MOST_NODES = 31;
        private static final int MOST_PROCESSES = 10_000;

        private String system = "raft";
        private String environment = "local";
        private int nodes = 5;
        private String workload = "register";
        private String faults = "partition,kill,pause";
        private Profile profile = Profile.NIGHTLY;
        private Set<Aim> targets = Set.of();
        private Optional<Duration> faultInterval = Optional.empty();
        private boolean keepQuorum;
        private Optional<Path> plan = Optional.empty();
        private Duration timeLimit = Duration.ofSeconds(30);
        private double rate = 400;
        private int concurrency;
        private int operationsPerKey;
        private long seed;
        private Map<String, String> settings = Map.of();
        private String etcdBinary = "etcd";
        private Optional<String> image = Optional.empty();
        private Duration callTimeout = Duration.ofSeconds(1);
        private Duration readyTimeout = Duration.ofSeconds(60);
        private Duration checkBudget = Duration.ofSeconds(60);
        private Path runs = Path.of("runs");
        private boolean keepData;
        private List<String> commandLine = List.of();

        private Builder() {}

        /** {@code raft} or {@code etcd}; {@code raft} unless set. */
        public Builder system(String name) {
            system = Objects.requireNonNull(name, "system");
            return this;
        }

        /** {@code local} or {@code docker}; {@code local} unless set. */
        public Builder environment(String name) {
            if (!name.equals("local") && !name.equals("docker")) {
                throw new IllegalArgumentException("--env (" + name + ") is not known; it is local or docker");
            }
            environment = name;
            return this;
        }

        /** How many nodes; 5 unless set. */
        public Builder nodes(int number) {
            if (number < 1 || number > MOST_NODES) {
                throw new IllegalArgumentException(
                        "--nodes (" + number + ") must be between 1 and " + MOST_NODES + "; 3 or 5 are usual");
            }
            nodes = number;
            return this;
        }

        /** Name of the workload; {@code register} unless set. */
        public Builder workload(String name) {
            workload = Objects.requireNonNull(name, "workload");
            return this;
        }

        /** Which faults; {@code partition,kill,pause} unless set. */
        public Builder faults(String list) {
            faults = Objects.requireNonNull(list, "faults");
            return this;
        }

        /** How rough; nightly unless set. */
        public Builder profile(Profile value) {
            profile = Objects.requireNonNull(value, "profile");
            return this;
        }

        /** Whom faults may hit; left to the profile unless set. */
        public Builder targets(Set<Aim> aims) {
            targets = Set.copyOf(aims);
            return this;
        }

        /** Mean time between two faults; the profile's unless set. */
        public Builder faultInterval(Duration interval) {
            faultInterval = Optional.of(positive("--fault-interval", interval));
            return this;
        }

        /** Whether a majority must be left; false unless set. */
        public Builder keepQuorum(boolean keep) {
            keepQuorum = keep;
            return this;
        }

        /** A {@code faults.jsonl}, or {@code ledger:NAME}, whose plan is to be carried out; none unless set. */
        public Builder plan(Path file) {
            plan = Optional.of(file);
            return this;
        }

        /** How long the main part takes; 30 s unless set. */
        public Builder timeLimit(Duration limit) {
            timeLimit = positive("--time-limit", limit);
            return this;
        }

        /** Operations a second; 400 unless set. */
        public Builder rate(double perSecond) {
            if (!(perSecond >= 0) || perSecond > 1e9) {
                throw new IllegalArgumentException(
                        "--rate (" + number(perSecond) + ") must not be negative; 0 means as fast as it goes");
            }
            rate = perSecond;
            return this;
        }

        /** Processes at a time; four a node unless set. */
        public Builder concurrency(int processes) {
            if (processes < 1 || processes > MOST_PROCESSES) {
                throw new IllegalArgumentException("--concurrency (" + processes + ") must be between 1 and "
                        + MOST_PROCESSES + "; 4n means four a node");
            }
            concurrency = processes;
            return this;
        }

        /** About how many operations a key lives for; left to the rate unless set. */
        public Builder operationsPerKey(int operations) {
            if (operations < 1) {
                throw new IllegalArgumentException("--ops-per-key (" + operations + ") must be at least 1");
            }
            operationsPerKey = operations;
            return this;
        }

        /** Where all chance comes from; 0 unless set. */
        public Builder seed(long number) {
            seed = number;
            return this;
        }

        /** Settings of the system; none unless set. */
        public Builder settings(Map<String, String> values) {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            return this;
        }

        /** The etcd program, a path, a name or a version; {@code etcd} unless set. */
        public Builder etcdBinary(String program) {
            etcdBinary = Objects.requireNonNull(program, "etcdBinary");
            return this;
        }

        /** Image of the nodes in containers. */
        public Builder image(String reference) {
            image = Optional.of(reference);
            return this;
        }

        /** Deadline of every client call; 1 s unless set. */
        public Builder callTimeout(Duration timeout) {
            callTimeout = positive("--call-timeout", timeout);
            return this;
        }

        /** How long getting ready may take; 60 s unless set. */
        public Builder readyTimeout(Duration timeout) {
            readyTimeout = positive("--ready-timeout", timeout);
            return this;
        }

        /** How long checking may take; 60 s unless set. */
        public Builder checkBudget(Duration budget) {
            checkBudget = positive("--check-budget", budget);
            return this;
        }

        /** Where runs are kept; {@code runs} unless set. */
        public Builder runs(Path folder) {
            runs = Objects.requireNonNull(folder, "runs");
            return this;
        }

        /** Whether the nodes' data stays; false unless set. */
        public Builder keepData(boolean keep) {
            keepData = keep;
            return this;
        }

        /** Program and arguments that repeat the run. */
        public Builder commandLine(List<String> words) {
            commandLine = List.copyOf(words);
            return this;
        }

        /** The configuration. */
        public RunConfiguration build() {
            Builder copy = new Builder();
            copy.system = system;
            copy.environment = environment;
            copy.nodes = nodes;
            copy.workload = workload;
            copy.faults = faults;
            copy.profile = profile;
            copy.targets = targets;
            copy.faultInterval = faultInterval;
            copy.keepQuorum = keepQuorum;
            copy.plan = plan;
            copy.timeLimit = timeLimit;
            copy.rate = rate;
            copy.concurrency = concurrency == 0 ? 4 * nodes : concurrency;
            copy.operationsPerKey = operationsPerKey;
            copy.seed = seed;
            copy.settings = settings;
            copy.etcdBinary = etcdBinary;
            copy.image = image;
            copy.callTimeout = callTimeout;
            copy.readyTimeout = readyTimeout;
            copy.checkBudget = checkBudget;
            copy.runs = runs;
            copy.keepData = keepData;
            copy.commandLine = commandLine;
            return new RunConfiguration(copy);
        }

        private static Duration positive(String option, Duration duration) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException(
                        option + " (" + text(duration) + ") must be longer than nothing, such as 30s");
            }
            return duration;
        }

        private static String number(double value) {
            return value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value)
                    : Double.toString(value);
        }
    }
}
