package io.schism.harness;

import io.schism.workloads.WorkloadOptions;

/** What a run's configuration means for its workload. Stateless. */
public final class WorkloadSettings {
    private WorkloadSettings() {}

    /**
     * The workload's options.
     *
     * @throws IllegalArgumentException when one is out of its range
     */
    public static WorkloadOptions of(RunConfiguration configuration) {
        WorkloadOptions.Builder builder = WorkloadOptions.builder()
                .concurrency(configuration.concurrency())
                .nodes(configuration.nodes())
                .rate(configuration.rate())
                .timeLimit(configuration.timeLimit())
                .seed(configuration.seed());
        return configuration.operationsPerKey() > 0
                ? builder.operationsPerKey(configuration.operationsPerKey()).build()
                : builder.build();
    }
}
