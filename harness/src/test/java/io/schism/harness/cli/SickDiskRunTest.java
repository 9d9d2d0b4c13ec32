package io.schism.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.harness.Await;
import io.schism.harness.Needs;
import io.schism.harness.disk.fuse.Mounts;
import io.schism.harness.environment.docker.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The program as its user starts it, ended while one node's disk hangs, another's is read-only and a third has lost its power: no mount,
 * process, container or file stays behind, and nothing waits for the disk that hangs.
 */
@Timeout(240)
final class SickDiskRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PLAN = String.join(
            "\n",
            planned(1, "1000ms", "120s", "disk", "hung"),
            planned(2, "1000ms", "120s", "disk", "read-only"),
            planned(3, "3000ms", "120s", "power", "one"));

    @TempDir
    Path folder;

    @BeforeAll
    static void needs() {
        Needs.fuse();
        Needs.etcd();
    }

    @Test
    void leavesNothingWhenItIsStopped() throws Exception {
        leavesNothing("local", "etcd");
    }

    @Tag("soak")
    @ParameterizedTest
    @CsvSource({"local, raft", "docker, etcd"})
    void leavesNothingElsewhereWhenItIsStopped(String environment, String system) throws Exception {
        leavesNothing(environment, system);
    }

    private void leavesNothing(String environment, String system) throws Exception {
        Process run = amidTheFaults(environment, system);

        // SIGTERM is handled as Ctrl-C is; a build in the background ignores SIGINT, and so would its children.
        run.destroy();

        assertThat(run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isIn(ExitCode.VALID.number(), ExitCode.UNKNOWN.number());
        assertThat(Files.readString(directory().resolve("verdict.json")))
                .contains("stopped early")
                .contains("\"reason\"");
        assertThat(left()).isEmpty();
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(strings = {"local", "docker"})
    void isCleanedUpAfterWhenItWasKilled(String environment) throws Exception {
        Process run = amidTheFaults(environment, "etcd");

        run.destroyForcibly().waitFor();

        Await.until(
                "the disks are unmounted and no process of the run is left",
                SOON,
                () -> mounts().isEmpty() && processes().isEmpty() ? Optional.of(true) : Optional.empty());
        cleaned();
    }

    /** What the kernel is asked for on a disk that nobody serves any more has an answer: nobody hangs there. */
    @Test
    void isCleanedUpAfterWhenTheProcessOfTheDisksWasKilledFirst() throws Exception {
        cleansUpAfterTheDisks("local");
    }

    @Tag("soak")
    @Test
    void isCleanedUpAfterInContainersWhenTheProcessOfTheDisksWasKilledFirst() throws Exception {
        cleansUpAfterTheDisks("docker");
    }

    private void cleansUpAfterTheDisks(String environment) throws Exception {
        Process run = amidTheFaults(environment, "etcd");
        List<ProcessHandle> servers = run.children()
                .filter(child -> child.info()
                        .commandLine()
                        .filter(line -> line.contains("DiskServer"))
                        .isPresent())
                .toList();
        assertThat(servers).hasSize(1);

        servers.forEach(ProcessHandle::destroyForcibly);
        run.destroyForcibly().waitFor();

        Await.until(
                "no process of the run is left",
                SOON,
                () -> processes().isEmpty() ? Optional.of(true) : Optional.empty());
        assertThat(mounts()).isNotEmpty();
        cleaned();
    }

    private void cleaned() throws IOException {
        Path run = directory();
        String name = run.getFileName().toString().toLowerCase(Locale.ROOT);

        CommandRun clean = CommandRun.of("clean", "--run", name, "--runs", folder.toString());

        assertThat(clean.exit()).as(clean.err()).isZero();
        assertThat(clean.out()).contains("removed " + run.resolve("data"));
        assertThat(left()).isEmpty();
        assertThat(run.resolve("history.jsonl")).isNotEmptyFile();
        CommandRun judged = CommandRun.of("check", run.toString());
        assertThat(judged.exit())
                .as(judged.out() + judged.err())
                .isIn(ExitCode.VALID.number(), ExitCode.UNKNOWN.number());
    }

    /** A run of its own JVM in which every fault of the plan is in force. */
    private Process amidTheFaults(String environment, String system) throws IOException {
        if (environment.equals("docker")) {
            Needs.docker();
            Needs.program("nft", "nftables");
        }
        Path plan = Files.writeString(folder.resolve("plan.jsonl"), PLAN + "\n");
        Path told = folder.resolve("told.log");
        Process run = OwnJvm.start(
                told,
                "test",
                "--env=" + environment,
                "--system=" + system,
                "--nodes=3",
                "--plan=" + plan,
                "--time-limit=120s",
                "--runs=" + folder);
        return Await.until("every fault is proved", PATIENCE, () -> {
            assertThat(run.isAlive()).as(() -> read(told)).isTrue();
            return proved() ? Optional.of(run) : Optional.empty();
        });
    }

    private boolean proved() {
        Optional<Path> run = find();
        if (run.isEmpty() || !Files.exists(run.get().resolve("faults.jsonl"))) {
            return false;
        }
        List<String> proofs = read(run.get().resolve("faults.jsonl"))
                .lines()
                .filter(line -> line.contains("\"event\":\"evidence\"") && line.contains("\"happened\":true"))
                .toList();
        return Stream.of(1, 2, 3)
                .allMatch(id -> proofs.stream().anyMatch(line -> line.startsWith("{\"id\":" + id + ",")));
    }

    private List<String> left() throws IOException {
        List<String> left = new ArrayList<>(mounts());
        left.addAll(processes());
        for (String name : List.of("disks", "data")) {
            if (Files.exists(directory().resolve(name))) {
                left.add(name);
            }
        }
        if (Engine.refusal().isEmpty()) {
            String label =
                    "io.schism.run=" + directory().getFileName().toString().toLowerCase(Locale.ROOT);
            Engine.connect()
                    .client()
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(List.of(label))
                    .exec()
                    .forEach(container -> left.add(container.getNames()[0]));
        }
        return left;
    }

    private List<String> mounts() {
        return Mounts.all().stream()
                .filter(mount -> mount.startsWith(folder))
                .map(Path::toString)
                .toList();
    }

    /** Those that were told a path of the run, except ourselves: the program, its guard, its disks and its nodes, in any state but dead. */
    private List<String> processes() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(folder.toString()))
                .toList();
    }

    private Path directory() {
        return find().orElseThrow();
    }

    private Optional<Path> find() {
        try (Stream<Path> found = Files.walk(folder, 2)) {
            return found.filter(path -> Files.isDirectory(path) && !Files.isSymbolicLink(path))
                    .filter(path -> path.getParent().getParent().equals(folder))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String planned(int id, String at, String hold, String fault, String variant) {
        String line = "{'id':%d,'event':'planned','at':'%s','hold':'%s','fault':'%s','variant':'%s','seed':%d}";
        return line.formatted(id, at, hold, fault, variant, id).replace('\'', '"');
    }
}
