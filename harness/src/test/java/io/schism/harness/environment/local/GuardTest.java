package io.schism.harness.environment.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.harness.environment.process.ProcessTable;
import io.schism.harness.environment.process.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class GuardTest {
    @TempDir
    Path run;

    @Test
    void nothingSurvivesAHarnessThatWasKilled() throws IOException, InterruptedException {
        Process harness = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedHarness.class.getName(),
                        run.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Long> doomed = new ArrayList<>();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(harness.getInputStream(), StandardCharsets.UTF_8))) {
            Arrays.stream(output.readLine().split(" ")).map(Long::valueOf).forEach(doomed::add);
        }
        for (String node : List.of("n1", "n2", "n3")) {
            Files.readAllLines(run.resolve("nodes").resolve(node).resolve("output.log")).stream()
                    .map(Long::valueOf)
                    .forEach(doomed::add);
        }
        List<ProcessHandle> guards = harness.children()
                .filter(child -> !doomed.contains(child.pid()))
                .toList();
        assertThat(doomed).hasSizeGreaterThanOrEqualTo(6);
        assertThat(guards).hasSize(1);

        harness.destroyForcibly().waitFor();

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (System.nanoTime() < deadline && doomed.stream().anyMatch(GuardTest::alive)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(doomed).noneMatch(GuardTest::alive);
        Await.until("the guard has ended, too", () -> !guards.get(0).isAlive());
    }

    @Test
    void sparesWhatItWasToldToForgetAndKillsWhatItWatches() throws IOException, InterruptedException {
        Shell shell = Shell.ofThisMachine();
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try (Guard guard = new Guard(shell, "test")) {
            guard.watch(stranger.pid());
            guard.forget(stranger.pid());
        }
        assertThat(stranger.isAlive()).isTrue();

        try (Guard guard = new Guard(shell, "test")) {
            guard.watch(stranger.pid());
        }
        assertThat(stranger.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** A zombie is dead: whoever adopted it has only not asked yet. */
    private static boolean alive(long pid) {
        char state = ProcessTable.ofThisMachine().state(pid);
        return state != 'X' && state != 'Z';
    }
}
