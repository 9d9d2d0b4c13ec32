package io.schism.harness.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schism.checkers.history.History;
import io.schism.checkers.history.HistoryOptions;
import io.schism.checkers.history.HistoryReader;
import io.schism.checkers.history.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RecorderTest {
    /** What a kill may cost, in nanoseconds. */
    private static final long LOSS = 100_000_000;

    @TempDir
    Path directory;

    @Test
    void keepsOneOrderWhenSeveralThreadsRecord() throws Exception {
        // Given
        Path file = directory.resolve("history.jsonl");
        Recorder recorder = Recorder.open(file, Clock.startingNow());
        List<Thread> threads = new ArrayList<>();
        for (int process = 0; process < 4; process++) {
            int own = process;
            threads.add(new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    recorder.record(own, Operation.Type.INVOKE, "read", null, null, null);
                    recorder.record(own, Operation.Type.OK, "read", null, (long) i, null);
                }
            }));
        }
        threads.add(new Thread(() -> {
            for (long id = 0; id < 1_000; id++) {
                recorder.recordNemesis("kill", Map.of("id", id, "phase", "begun"));
            }
        }));
        // When
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        recorder.close();
        // Then
        History history = HistoryReader.read(file);
        assertThat(history.operations()).isEqualTo(recorder.history().operations());
        assertThat(history.size()).isEqualTo(161_000);
        for (int at = 1; at < history.size(); at++) {
            assertThat(history.get(at).index()).isEqualTo(at);
            assertThat(history.get(at).time())
                    .isGreaterThanOrEqualTo(history.get(at - 1).time());
        }
    }

    @Test
    void keepsTheLineOfValueThatNoHistoryCanHold() throws IOException {
        // Given
        Path file = directory.resolve("history.jsonl");
        try (Recorder recorder = Recorder.open(file, Clock.startingNow())) {
            recorder.record(0, Operation.Type.INVOKE, "read", null, null, null);
            recorder.record(0, Operation.Type.OK, "read", null, new Object(), null);
            recorder.record(0, Operation.Type.INVOKE, "read", null, null, null);
            // When
            recorder.close();
            // Then
            assertThat(recorder.problem()).get().asString().contains("operation 1 (read)");
        }
        assertThat(HistoryReader.read(file).size()).isEqualTo(3);
    }

    @Test
    void refusesWhatComesAfterTheEnd() throws IOException {
        Recorder recorder = Recorder.open(directory.resolve("history.jsonl"), Clock.startingNow());
        recorder.close();
        recorder.close();
        assertThatIllegalStateException().isThrownBy(() -> recorder.recordNemesis("kill", null));
    }

    @Test
    void goesOnInMemoryWhenTheDiskIsFull() throws IOException {
        // Given a device on which no space is ever left
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "needs /dev/full");
        try (Recorder recorder = Recorder.open(full, Clock.startingNow())) {
            // When
            for (int i = 0; i < 100_000; i++) {
                recorder.record(0, Operation.Type.INVOKE, "read", null, null, null);
                recorder.record(0, Operation.Type.OK, "read", null, (long) i, null);
            }
            recorder.close();
            // Then
            assertThat(recorder.history().size()).isEqualTo(200_000);
            assertThat(recorder.problem()).get().asString().contains("could not be written");
        }
    }

    @Test
    void losesNoMoreThanTheLastInstantWhenKilled() throws Exception {
        // The operating system may put the writing thread aside on a crowded machine; a recorder that waits longer
        // fails every time.
        long lost = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 3 && lost > LOSS; attempt++) {
            lost = Math.min(lost, lostWhenKilled(directory.resolve("killed-" + attempt + ".jsonl")));
        }
        assertThat(lost).isLessThanOrEqualTo(LOSS);
    }

    /** Nanoseconds between the last operation in the file and the last one that a killed recorder spoke of. */
    private static long lostWhenKilled(Path file) throws IOException, InterruptedException {
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RecorderVictim.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String last = "";
        try (BufferedReader reader = victim.inputReader()) {
            int lines = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                last = line;
                lines++;
                if (lines == 500) {
                    // Through its handle: the process itself would close the pipe, and with it what the victim still
                    // said.
                    victim.toHandle().destroyForcibly();
                }
            }
        } finally {
            victim.destroyForcibly();
            assertThat(victim.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        long spokenOf = Long.parseLong(last.split(" ")[1]);
        History history = HistoryReader.read(file, HistoryOptions.ofDefaults().withTolerateTornEnd(true))
                .history();
        for (int at = 0; at < history.size(); at++) {
            assertThat(history.get(at).index()).isEqualTo(at);
        }
        return Math.max(0, spokenOf - history.get(history.size() - 1).time());
    }
}
