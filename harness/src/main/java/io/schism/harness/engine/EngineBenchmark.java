package io.schism.harness.engine;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.workloads.Workload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Stores;
import io.schism.workloads.generate.Generators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What the engine itself costs: operations a second and latency with a client that does nothing, everything recorded to disk. The generator is
 * that of the {@code register} workload, so its cost is in the figure.
 */
public final class EngineBenchmark {
    private EngineBenchmark() {}

    /**
     * One measurement.
     *
     * @param concurrency processes
     * @param operations operations completed
     * @param perSecond operations a second, until the last line was written
     * @param medianMicros median of the time from invocation to completion, in microseconds
     * @param p99Micros its 99th percentile
     * @param bytes size of the history file
     */
    public record Row(
            int concurrency, long operations, double perSecond, double medianMicros, double p99Micros, long bytes) {}

    /**
     * Runs once.
     *
     * @param directory where the history goes; its file is removed afterwards
     * @throws IOException when the history cannot be written
     */
    public static Row run(int concurrency, Duration duration, Path directory) throws IOException {
        Path file = Files.createTempFile(directory, "engine-benchmark", ".jsonl");
        try {
            return measured(concurrency, duration, file);
        } finally {
            Files.delete(file);
        }
    }

    private static Row measured(int concurrency, Duration duration, Path file) throws IOException {
        Workload workload = new IdleWorkload();
        Stores stores = IdleWorkload.stores(nodes(concurrency));
        WorkloadOptions options = WorkloadOptions.builder()
                .concurrency(concurrency)
                .nodes(nodes(concurrency))
                .rate(0)
                .timeLimit(duration)
                .build();
        Clock clock = Clock.startingNow();
        Recorder recorder = Recorder.open(file, clock);
        long completed;
        try (recorder;
                Engine engine = new Engine(workload, stores, EngineOptions.of(concurrency, 1), recorder)) {
            engine.run(Generators.timeLimit(duration, workload.generator(options)));
            completed = engine.progress().completed();
        }
        double seconds = clock.nanos() / 1e9;
        Histogram latencies = latencies(recorder.history());
        return new Row(
                concurrency,
                completed,
                completed / seconds,
                latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3,
                Files.size(file));
    }

    /** Five, or fewer where the processes cannot be divided among keys. */
    private static int nodes(int concurrency) {
        int nodes = 5;
        while (concurrency > 2 * nodes && concurrency % (2 * nodes) != 0) {
            nodes--;
        }
        return nodes;
    }

    private static Histogram latencies(History history) {
        Histogram latencies = new Histogram(3);
        for (int position = 0; position < history.size(); position++) {
            Operation operation = history.get(position);
            if (operation.type() == Operation.Type.INVOKE && history.pairOf(position) != History.NONE) {
                latencies.recordValue(history.get(history.pairOf(position)).time() - operation.time());
            }
        }
        return latencies;
    }
}
