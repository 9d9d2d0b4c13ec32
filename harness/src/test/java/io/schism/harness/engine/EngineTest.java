package io.schism.harness.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.history.History;
import io.schism.checkers.history.HistoryReader;
import io.schism.checkers.history.Operation;
import io.schism.workloads.client.Outcome;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.generate.Generator;
import io.schism.workloads.generate.Generators;
import io.schism.workloads.generate.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EngineTest {
    private static final Request READ = Request.of("read", null);
    private static final Request WRITE = Request.of("write", 1L);

    @TempDir
    Path directory;

    @Test
    void recordsEveryInvocationAndItsCompletion() throws IOException {
        // Given
        ScriptedWorkload workload = new ScriptedWorkload(operation -> Outcome.ok(7L));
        Generator generator = Generators.limit(1_000, Generators.repeat(random -> READ));
        // When
        Run run = drive(workload, options(3), generator);
        // Then
        assertThat(run.end).isEqualTo(new PhaseEnd(PhaseEnd.Reason.EXHAUSTED, java.util.Optional.empty()));
        assertThat(run.history.size()).isEqualTo(2_000);
        assertThat(run.progress.ok()).isEqualTo(1_000);
        assertThat(run.progress.open()).isZero();
        assertThat(workload.opened).hasValue(3);
        assertThat(workload.closed).hasValue(3);
    }

    @Test
    void writesTheSameHistoryThatItKeeps() throws IOException {
        // Given
        ScriptedWorkload workload = new ScriptedWorkload(operation -> Outcome.ok(7L));
        Generator generator = Generators.limit(20_000, Generators.repeat(random -> READ));
        // When
        Run run = drive(workload, options(10), generator);
        // Then
        assertThat(HistoryReader.read(directory.resolve("history.jsonl")).operations())
                .isEqualTo(run.history.operations());
    }

    @Test
    void numbersTheProcessAnewAndOpensAnotherClientAfterUnknownOutcome() throws IOException {
        // Given
        ScriptedWorkload workload = new ScriptedWorkload(operation -> {
            if (operation.process() < 2) {
                throw new StoreException(StoreException.Kind.TIMEOUT, "too late", null);
            }
            return Outcome.ok(null);
        });
        // When
        Run run = drive(workload, options(2), Generators.limit(10, Generators.repeat(random -> WRITE)));
        // Then
        assertThat(processes(run.history)).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(run.progress.info()).isEqualTo(2);
        assertThat(workload.opened).hasValue(4);
        assertThat(run.history.operations())
                .filteredOn(operation -> operation.type() == Operation.Type.INFO)
                .allSatisfy(operation -> assertThat(operation.error()).isEqualTo("timeout: too late"));
    }

    @Test
    void takesErrorsOfReadsForFailures() throws IOException {
        // Given
        ScriptedWorkload workload = new ScriptedWorkload(operation -> {
            throw new StoreException(StoreException.Kind.TIMEOUT, "too late", null);
        });
        // When
        Run run = drive(workload, options(1), Generators.limit(5, Generators.repeat(random -> READ)));
        // Then
        assertThat(run.progress.fail()).isEqualTo(5);
        assertThat(processes(run.history)).containsExactly(0);
    }

    @Test
    void leavesTheRateToOthersWhileOneNodeRefuses() throws IOException {
        // Given five processes, the first of which is refused at once, and others that take their time
        ScriptedWorkload workload = new ScriptedWorkload(operation -> {
            if (operation.process() == 0) {
                throw new StoreException(StoreException.Kind.NOT_SENT, "nobody listens", null);
            }
            LockSupport.parkNanos(1_000_000);
            return Outcome.ok(null);
        });
        // When
        Run run = drive(workload, options(5), Generators.limit(1_000, Generators.repeat(random -> READ)));
        // Then without its rest, the first would have made nearly all calls
        assertThat(run.progress.ok()).isGreaterThan(500);
    }

    @Test
    void takesWhateverAClientThrowsForUnknown() throws IOException {
        // Given
        ScriptedWorkload workload = new ScriptedWorkload(operation -> {
            throw new StackOverflowError("scripted");
        });
        // When
        Run run = drive(workload, options(1), Generators.limit(3, Generators.repeat(random -> READ)));
        // Then
        assertThat(run.end.reason()).isEqualTo(PhaseEnd.Reason.EXHAUSTED);
        assertThat(run.progress.info()).isEqualTo(3);
    }

    @Test
    void givesUpTheCallThatNeverReturnsAndDiscardsItsLateOutcome() throws IOException {
        // Given a first call that returns only when its client is closed, with an outcome that must not be believed
        CountDownLatch closed = new CountDownLatch(1);
        ScriptedWorkload workload = new ScriptedWorkload(
                operation -> {
                    if (operation.process() == 0) {
                        awaitUninterruptibly(closed);
                        return Outcome.ok(99L);
                    }
                    return Outcome.ok(1L);
                },
                closed::countDown);
        EngineOptions options = options(1).withCallLimit(Duration.ofMillis(250));
        // When
        Run run = drive(workload, options, Generators.limit(2_000, Generators.repeat(random -> READ)));
        // Then
        assertThat(run.progress.info()).isEqualTo(1);
        assertThat(run.progress.ok()).isEqualTo(1_999);
        assertThat(run.history.operations())
                .noneMatch(operation -> Long.valueOf(99).equals(operation.value()));
        assertThat(run.history.get(1).error()).asString().startsWith("given up: ");
        assertThat(processes(run.history)).containsExactly(0, 1);
    }

    @Test
    void endsThoughEveryClientHangsEvenInClosing() throws IOException {
        // Given
        CountDownLatch never = new CountDownLatch(1);
        ScriptedWorkload workload = new ScriptedWorkload(
                operation -> {
                    awaitUninterruptibly(never);
                    return Outcome.ok(null);
                },
                () -> awaitUninterruptibly(never));
        EngineOptions options = options(4).withCallLimit(Duration.ofMillis(30));
        // When
        Run run = drive(workload, options, Generators.limit(12, Generators.repeat(random -> WRITE)));
        never.countDown();
        // Then
        assertThat(run.progress.info()).isEqualTo(12);
        assertThat(run.end.reason()).isEqualTo(PhaseEnd.Reason.EXHAUSTED);
    }

    @Test
    void keepsWhatThereIsWhenStopped() throws IOException {
        // Given
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch enough = new CountDownLatch(100);
        ScriptedWorkload workload = new ScriptedWorkload(operation -> {
            enough.countDown();
            calls.incrementAndGet();
            return Outcome.ok(null);
        });
        try (Recorder recorder = recorder();
                Engine engine = engine(workload, options(2), recorder)) {
            Thread stopper = new Thread(() -> {
                awaitUninterruptibly(enough);
                engine.stop();
            });
            stopper.start();
            // When
            PhaseEnd end = engine.run(Generators.repeat(random -> READ));
            // Then
            assertThat(end.reason()).isEqualTo(PhaseEnd.Reason.STOPPED);
            assertThat(recorder.history().size()).isEqualTo(2 * calls.get());
            // And the next phase runs
            assertThat(engine.run(Generators.once(READ)).reason()).isEqualTo(PhaseEnd.Reason.EXHAUSTED);
        }
    }

    @Test
    void givesOpenCallsNoMoreThanTheDrainLimitOnceStopped() throws IOException {
        // Given
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        ScriptedWorkload workload = new ScriptedWorkload(operation -> {
            begun.countDown();
            awaitUninterruptibly(never);
            return Outcome.ok(null);
        });
        EngineOptions options = options(1).withCallLimit(Duration.ofHours(1)).withDrainLimit(Duration.ofMillis(20));
        try (Recorder recorder = recorder();
                Engine engine = engine(workload, options, recorder)) {
            Thread stopper = new Thread(() -> {
                awaitUninterruptibly(begun);
                engine.stop();
            });
            stopper.start();
            // When
            engine.run(Generators.once(WRITE));
            // Then
            assertThat(recorder.history().get(1).type()).isEqualTo(Operation.Type.INFO);
        } finally {
            never.countDown();
        }
    }

    @Test
    void endsThePhaseWithWhatThereIsWhenTheGeneratorFails() throws IOException {
        // Given
        ScriptedWorkload workload = new ScriptedWorkload(operation -> Outcome.ok(null));
        Generator failing = Generators.unfold(0, (made, random) -> {
            if (made == 10) {
                throw new IllegalStateException("scripted");
            }
            return new io.schism.workloads.generate.Unfolded<>(READ, made + 1);
        });
        // When
        Run run = drive(workload, options(1), failing);
        // Then
        assertThat(run.end.reason()).isEqualTo(PhaseEnd.Reason.BROKEN);
        assertThat(run.end.problem()).get().asString().contains("scripted");
        assertThat(run.history.size()).isEqualTo(20);
    }

    @Test
    void goesOnWithNewProcessesInTheNextPhase() throws IOException {
        // Given
        ScriptedWorkload workload = new ScriptedWorkload(operation -> Outcome.info("scripted"));
        try (Recorder recorder = recorder();
                Engine engine = engine(workload, options(1), recorder)) {
            // When
            engine.run(Generators.once(WRITE));
            engine.run(Generators.once(WRITE));
            // Then
            assertThat(processes(recorder.history())).containsExactly(0, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsOneOpenOperationAProcessWhateverHappens(long seed) throws IOException {
        // Given clients that do anything at random
        Function<Operation, Outcome> script = operation -> {
            Random random = new Random(seed * 31 + operation.index());
            return switch (random.nextInt(12)) {
                case 0 -> Outcome.info("scripted");
                case 1 -> Outcome.fail("scripted");
                case 2 -> throw new IllegalStateException("scripted");
                case 3 -> throw new StoreException(StoreException.Kind.UNAVAILABLE, "scripted", null);
                case 4 -> random.nextInt(20) == 0 ? hang() : Outcome.ok(null);
                default -> Outcome.ok(null);
            };
        };
        EngineOptions options = new EngineOptions(
                1 + (int) seed * 3, seed, Duration.ofMillis(40), Duration.ofMillis(40), Duration.ofNanos(200_000));
        Generator generator = Generators.limit(
                3_000, Generators.mix(Generators.repeat(random -> READ), Generators.repeat(random -> WRITE)));
        // When
        Run run = drive(new ScriptedWorkload(script), options, generator);
        // Then pairing the history throws when a process invokes twice, and a process that ended never comes again
        Set<Integer> ended = new HashSet<>();
        long time = 0;
        for (int at = 0; at < run.history.size(); at++) {
            Operation operation = run.history.get(at);
            assertThat(operation.index()).isEqualTo(at);
            assertThat(operation.time()).isGreaterThanOrEqualTo(time);
            time = operation.time();
            assertThat(ended).as("seed %d, operation %d", seed, at).doesNotContain(operation.process());
            if (operation.type() == Operation.Type.INFO) {
                ended.add(operation.process());
            }
            assertThat(run.history.pairOf(at)).isNotEqualTo(History.NONE);
        }
        assertThat(run.history.size()).isEqualTo(6_000);
    }

    private static Outcome hang() {
        try {
            Thread.sleep(Duration.ofHours(1).toMillis());
        } catch (InterruptedException e) {
            // The engine interrupts what it has given up.
        }
        return Outcome.ok("late");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean done = false;
        while (!done) {
            try {
                latch.await();
                done = true;
            } catch (InterruptedException e) {
                // As deaf as a client can be.
            }
        }
    }

    private static List<Integer> processes(History history) {
        return history.operations().stream().map(Operation::process).distinct().toList();
    }

    private static EngineOptions options(int concurrency) {
        return EngineOptions.of(concurrency, 42);
    }

    private Recorder recorder() throws IOException {
        return Recorder.open(directory.resolve("history.jsonl"), Clock.startingNow());
    }

    private static Engine engine(ScriptedWorkload workload, EngineOptions options, Recorder recorder) {
        return new Engine(workload, ScriptedWorkload.stores(5), options, recorder);
    }

    private Run drive(ScriptedWorkload workload, EngineOptions options, Generator generator) throws IOException {
        try (Recorder recorder = recorder()) {
            Engine engine = engine(workload, options, recorder);
            try (engine) {
                PhaseEnd end = engine.run(generator);
                return new Run(end, recorder.history(), engine.progress());
            }
        }
    }

    private record Run(PhaseEnd end, History history, Progress progress) {}
}
