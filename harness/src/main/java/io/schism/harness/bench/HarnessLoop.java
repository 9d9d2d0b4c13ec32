package io.schism.harness.bench;

import io.schism.checkers.history.History;
import io.schism.checkers.history.Operation;
import io.schism.harness.engine.Clock;
import io.schism.harness.engine.Engine;
import io.schism.harness.engine.EngineOptions;
import io.schism.harness.engine.Recorder;
import io.schism.harness.environment.Environment;
import io.schism.harness.replica.ReplicaWatch;
import io.schism.harness.system.SystemUnderTest;
import io.schism.workloads.Workload;
import io.schism.workloads.WorkloadOptions;
import io.schism.workloads.client.Stores;
import io.schism.workloads.generate.Generators;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A workload as a run drives it: generator, scheduler, history on disk, nodes watched. */
final class HarnessLoop implements Driver {
    private final Workload workload;
    private final WorkloadOptions options;
    private final Clock clock = Clock.startingNow();
    private final Recorder recorder;
    private final Engine engine;
    private final ReplicaWatch watch;
    private int counted;

    HarnessLoop(
            SystemUnderTest system,
            Environment environment,
            Stores stores,
            Workload workload,
            WorkloadOptions options,
            Path directory)
            throws IOException {
        this.workload = workload;
        this.options = options;
        this.recorder = Recorder.open(directory.resolve("history.jsonl"), clock);
        this.engine = new Engine(workload, stores, EngineOptions.of(options.concurrency(), options.seed()), recorder);
        this.watch = ReplicaWatch.start(system, environment, clock::nanos, directory.resolve("replicas.jsonl"));
    }

    @Override
    public void slice(Duration time, Tally tally) {
        tally.begin();
        engine.run(Generators.timeLimit(time, workload.generator(options)));
        tally.stop();
        History history = recorder.history();
        for (int position = counted; position < history.size(); position++) {
            Operation operation = history.get(position);
            if (operation.type() != Operation.Type.INVOKE) {
                count(history, position, tally);
            }
        }
        counted = history.size();
        tally.end();
    }

    /** A compare-and-set that found another value was answered, too. */
    private static void count(History history, int position, Tally tally) {
        Operation completion = history.get(position);
        boolean answered = completion.type() == Operation.Type.OK
                || (completion.type() == Operation.Type.FAIL && completion.f().equals("cas"));
        if (answered) {
            tally.answered(
                    completion.time() - history.get(history.pairOf(position)).time());
        } else {
            tally.failed();
        }
    }

    @Override
    public void close() {
        watch.close();
        engine.close();
        recorder.close();
    }
}
