package io.schism.harness.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.ClockControl.Skew;
import io.schism.nemesis.target.Node;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real JVM gets a clock of its own and the true time back, while this one's clock does not move. */
@Timeout(60)
class VdsoClocksTest {
    private static final Node NODE = new Node("n1");
    private static final Duration SLACK = Duration.ofSeconds(20);

    private Clock child;
    private VdsoClocks clocks;

    @BeforeEach
    void startAnotherProcess() throws IOException {
        Optional<String> refusal = VdsoProbe.refusal();
        assumeTrue(refusal.isEmpty(), () -> "needs a vDSO that can be rewritten: " + refusal.orElseThrow());
        child = new Clock();
        clocks = new VdsoClocks(
                node -> child.isAlive() ? Optional.of(new LocalProcess(child.pid())) : Optional.empty(),
                (node, work) -> work.run(),
                Optional::empty,
                Optional.empty());
    }

    @AfterEach
    void endIt() {
        if (child != null) {
            child.close();
        }
    }

    @Test
    void movesTheWallClockOfTheProcessAloneAndGivesItBack() throws IOException {
        long before = System.currentTimeMillis();
        clocks.skew(NODE, new Skew(Duration.ofHours(1), 0), Skew.NONE);

        assertThat(child.aheadOfUs()).isCloseTo(Duration.ofHours(1), SLACK);
        assertThat(clocks.offset(NODE)).isCloseTo(Duration.ofHours(1), SLACK);
        assertThat(Duration.ofMillis(System.currentTimeMillis() - before)).isLessThan(SLACK);

        clocks.skew(NODE, new Skew(Duration.ofHours(-2), 0), Skew.NONE);
        assertThat(child.aheadOfUs()).isCloseTo(Duration.ofHours(-2), SLACK);

        clocks.reset(NODE);
        assertThat(child.aheadOfUs()).isCloseTo(Duration.ZERO, SLACK);
        assertThat(clocks.offset(NODE)).isZero();
    }

    @Test
    void letsBothClocksDrift() throws IOException {
        long wallBefore = child.wallMillis();
        long monotonicBefore = child.monotonicNanos();
        long trueBefore = System.nanoTime();
        // A thousand times as fast: what the test itself takes is enough to tell the two clocks apart.
        clocks.skew(NODE, new Skew(Duration.ZERO, 999), new Skew(Duration.ZERO, 999));
        while (System.nanoTime() - trueBefore < Duration.ofMillis(200).toNanos()) {
            child.wallMillis();
        }
        long wall = child.wallMillis() - wallBefore;
        long monotonic = (child.monotonicNanos() - monotonicBefore) / 1_000_000;
        long truth = (System.nanoTime() - trueBefore) / 1_000_000;

        assertThat(wall).isGreaterThan(10 * truth);
        assertThat(monotonic).isGreaterThan(10 * truth);
        assertThat(clocks.offset(NODE)).isGreaterThan(Duration.ofMillis(10 * truth));
    }

    @Test
    void skewsAProcessThatStartsLater() throws IOException {
        clocks.skew(NODE, new Skew(Duration.ofMinutes(-30), 0), Skew.NONE);
        child.close();
        child = new Clock();
        assertThat(child.aheadOfUs()).isCloseTo(Duration.ZERO, SLACK);

        clocks.started(NODE);

        assertThat(child.aheadOfUs()).isCloseTo(Duration.ofMinutes(-30), SLACK);
    }

    @Test
    void leavesAPausedProcessPaused() throws Exception {
        new ProcessBuilder("kill", "-STOP", Long.toString(child.pid())).start().waitFor();
        while (!child.stands()) {
            Thread.onSpinWait();
        }
        clocks.skew(NODE, new Skew(Duration.ofHours(5), 0), Skew.NONE);
        assertThat(child.stands()).isTrue();
        new ProcessBuilder("kill", "-CONT", Long.toString(child.pid())).start().waitFor();
        assertThat(child.aheadOfUs()).isCloseTo(Duration.ofHours(5), SLACK);
    }

    @Test
    void triesAgainToGiveTheTrueTimeBackWhenItFailed() throws IOException {
        AtomicBoolean stuck = new AtomicBoolean();
        VdsoClocks stumbling = new VdsoClocks(
                node -> Optional.of(new Stuck(new LocalProcess(child.pid()), stuck)),
                (node, work) -> work.run(),
                Optional::empty,
                Optional.empty());
        stumbling.skew(NODE, new Skew(Duration.ofHours(1), 0), Skew.NONE);
        stuck.set(true);
        assertThatThrownBy(() -> stumbling.reset(NODE))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("could not give the true time back to n1");
        stuck.set(false);

        stumbling.reset(NODE);

        assertThat(child.aheadOfUs()).isCloseTo(Duration.ZERO, SLACK);
    }

    /** A process that cannot be stopped for a time, as one that waits for a disk. */
    private record Stuck(TargetProcess process, AtomicBoolean stuck) implements TargetProcess {
        @Override
        public AddressRange vdso() throws IOException {
            return process.vdso();
        }

        @Override
        public byte[] read(long address, int length) throws IOException {
            return process.read(address, length);
        }

        @Override
        public void write(long address, byte[] bytes) throws IOException {
            process.write(address, bytes);
        }

        @Override
        public Stopped stop() throws IOException {
            if (stuck.get()) {
                throw new IOException("it waits for a disk");
            }
            return process.stop();
        }
    }

    /** The other end of {@link ClockOfAnotherProcess}. */
    private static final class Clock implements AutoCloseable {
        private final Process process;
        private final BufferedReader answers;

        Clock() throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx32m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ClockOfAnotherProcess.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
            wallMillis();
        }

        long pid() {
            return process.pid();
        }

        boolean stands() throws IOException {
            try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
                for (Path task : (Iterable<Path>) tasks::iterator) {
                    if (!Files.readString(task.resolve("stat")).contains(") T ")) {
                        return false; // a signal stops one thread after the other
                    }
                }
                return true;
            }
        }

        boolean isAlive() {
            return process.isAlive();
        }

        Duration aheadOfUs() throws IOException {
            return Duration.ofMillis(wallMillis() - System.currentTimeMillis());
        }

        long wallMillis() throws IOException {
            return Long.parseLong(ask()[0]);
        }

        long monotonicNanos() throws IOException {
            return Long.parseLong(ask()[1]);
        }

        private String[] ask() throws IOException {
            OutputStream out = process.getOutputStream();
            out.write('\n');
            out.flush();
            return answers.readLine().split(" ");
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
