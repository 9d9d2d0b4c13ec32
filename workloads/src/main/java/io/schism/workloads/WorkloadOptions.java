package io.schism.workloads;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What a workload is made to measure for. Immutable; {@link #builder()} starts from ten processes on five nodes, 200 operations a second
 * for 30 s.
 *
 * @param concurrency processes at a time
 * @param nodes nodes of the cluster; thread {@code i} talks to node {@code i mod nodes}
 * @param rate operations a second, all processes together; 0 means as fast as it goes
 * @param timeLimit how long the main part takes
 * @param seed where all chance comes from
 * @param operationsPerKey about how many operations a key lives for
 */
public record WorkloadOptions(
        int concurrency, int nodes, double rate, Duration timeLimit, long seed, int operationsPerKey) {
    /** Seconds that a key lives when nobody says how many operations: longer than one fault of the default schedule. */
    private static final int KEY_SECONDS = 8;

    public WorkloadOptions {
        Objects.requireNonNull(timeLimit, "timeLimit");
        positive("concurrency", concurrency);
        positive("nodes", nodes);
        positive("operationsPerKey", operationsPerKey);
        if (!(rate >= 0) || rate > 1e9) {
            throw new IllegalArgumentException("rate (" + rate
                    + ") must be between 0 and 1,000,000,000 operations a second; 0 means as fast as it goes");
        }
        if (timeLimit.isNegative() || timeLimit.isZero()) {
            throw new IllegalArgumentException("time limit (" + timeLimit + ") must be positive");
        }
    }

    /** Options to start from. */
    public static Builder builder() {
        return new Builder();
    }

    /** The nodes' names, in the order in which threads are pinned to them: {@code n1}, {@code n2}, … */
    public List<String> nodeNames() {
        return IntStream.rangeClosed(1, nodes).mapToObj(number -> "n" + number).toList();
    }

    /**
     * Threads that share a key where a workload has independent keys: two a node, or all when there are fewer.
     *
     * @throws IllegalArgumentException when the concurrency cannot be divided into such groups
     */
    public int threadsPerKey() {
        int wanted = 2 * nodes;
        if (concurrency > wanted && concurrency % wanted != 0) {
            throw new IllegalArgumentException("concurrency (" + concurrency + ") must be a multiple of " + wanted
                    + ", two processes a node for every key, or at most that");
        }
        return Math.min(wanted, concurrency);
    }

    private static void positive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " (" + value + ") must be positive");
        }
    }

    /** Collects options; used by one thread. */
    public static final class Builder {
        private int concurrency = 10;
        private int nodes = 5;
        private double rate = 200;
        private Duration timeLimit = Duration.ofSeconds(30);
        private long seed;
        private int operationsPerKey;

        private Builder() {}

        /** Processes at a time; 10 unless set. */
        public Builder concurrency(int processes) {
            this.concurrency = processes;
            return this;
        }

        /** Nodes of the cluster; 5 unless set. */
        public Builder nodes(int number) {
            this.nodes = number;
            return this;
        }

        /** Operations a second, all processes together, 0 for as fast as it goes; 200 unless set. */
        public Builder rate(double operationsPerSecond) {
            this.rate = operationsPerSecond;
            return this;
        }

        /** How long the main part takes; 30 s unless set. */
        public Builder timeLimit(Duration duration) {
            this.timeLimit = duration;
            return this;
        }

        /** Where all chance comes from; 0 unless set. */
        public Builder seed(long number) {
            this.seed = number;
            return this;
        }

        /** About how many operations a key lives for; unless set, what the rate makes of eight seconds, between 100 and 2,000. */
        public Builder operationsPerKey(int operations) {
            positive("operationsPerKey", operations);
            this.operationsPerKey = operations;
            return this;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException when one of them is out of its range; the message names it
         */
        public WorkloadOptions build() {
            int keyLife = operationsPerKey > 0 ? operationsPerKey : keyLife();
            return new WorkloadOptions(concurrency, nodes, rate, timeLimit, seed, keyLife);
        }

        private int keyLife() {
            if (!(rate > 0)) {
                return 2_000;
            }
            int groups = Math.max(1, concurrency / Math.max(1, Math.min(2 * nodes, concurrency)));
            return (int) Math.max(100, Math.min(2_000, rate * KEY_SECONDS / groups));
        }
    }
}
