package io.schism.harness.environment.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.harness.Await;
import io.schism.harness.Needs;
import io.schism.harness.environment.local.cgroup.LeftGroups;
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
import java.util.Optional;
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
        Doomed doomed = doomed("plain");

        doomed.harness.destroyForcibly().waitFor();

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (System.nanoTime() < deadline && doomed.nodes.stream().anyMatch(GuardTest::alive)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(doomed.nodes).noneMatch(GuardTest::alive);
        Await.until("the guard has ended, too", () -> !doomed.guard.isAlive());
    }

    @Test
    void norDoesAFrozenNode() throws IOException, InterruptedException {
        Needs.controlGroups();
        Doomed doomed = doomed("frozen");
        assertThat(LimitedNodesTest.groups(run)).isNotEmpty();

        doomed.harness.destroyForcibly().waitFor();

        Await.until("the nodes are dead", () -> doomed.nodes.stream().noneMatch(GuardTest::alive));
        Await.until("the guard has ended, too", () -> !doomed.guard.isAlive());
        assertThat(LimitedNodesTest.groups(run)).isEmpty();
    }

    @Test
    void cleansWhatAGuardThatWasKilledTooCouldNot() throws IOException, InterruptedException {
        Needs.controlGroups();
        Doomed doomed = doomed("frozen");
        List<String> spared = LeftGroups.ofThisMachine().remove(Optional.of(name()));
        assertThat(spared).isNotEmpty().allMatch(line -> line.contains("its run is alive"));

        doomed.guard.destroyForcibly();
        Await.until("the guard is dead", () -> !doomed.guard.isAlive());
        doomed.harness.destroyForcibly().waitFor();
        assertThat(alive(doomed.nodes.get(0))).as("nobody was there to end it").isTrue();

        List<String> gone = LeftGroups.ofThisMachine().remove(Optional.of(name()));

        assertThat(gone).hasSameSizeAs(spared).allMatch(line -> line.startsWith("removed control group"));
        Await.until("the nodes are dead", () -> doomed.nodes.stream().noneMatch(GuardTest::alive));
        assertThat(LimitedNodesTest.groups(run)).isEmpty();
    }

    private String name() {
        return run.getFileName().toString();
    }

    /** A harness with three nodes, each of two processes, and its guard. */
    private record Doomed(Process harness, ProcessHandle guard, List<Long> nodes) {}

    private Doomed doomed(String kind) throws IOException {
        Process harness = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedHarness.class.getName(),
                        run.toString(),
                        kind)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Long> doomed = new ArrayList<>();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(harness.getInputStream(), StandardCharsets.UTF_8));
        Arrays.stream(output.readLine().split(" ")).map(Long::valueOf).forEach(doomed::add);
        for (String node : List.of("n1", "n2", "n3")) {
            Path log = run.resolve("nodes").resolve(node).resolve("output.log");
            Files.readAllLines(log).stream().map(Long::valueOf).forEach(doomed::add);
        }
        List<ProcessHandle> guards = harness.children()
                .filter(child -> !doomed.contains(child.pid()))
                .toList();
        assertThat(doomed).hasSizeGreaterThanOrEqualTo(6);
        assertThat(guards).hasSize(1);
        return new Doomed(harness, guards.get(0), List.copyOf(doomed));
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
