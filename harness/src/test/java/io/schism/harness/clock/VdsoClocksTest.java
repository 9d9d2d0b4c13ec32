package io.schism.harness.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
            return Files.readString(Path.of("/proc", Long.toString(pid()), "stat"))
                    .contains(") T ");
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
