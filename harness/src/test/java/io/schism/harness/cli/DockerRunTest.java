package io.schism.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import io.schism.harness.Await;
import io.schism.harness.Needs;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as its user starts it, on containers, ended in the middle: nothing stays behind. */
@Timeout(180)
class DockerRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** So many acknowledged operations that every kind of operation is among them. */
    private static final int ENOUGH = 300;

    private static final String LABEL = "io.schism.run";

    @TempDir
    Path runs;

    @BeforeEach
    void needs() {
        Needs.docker();
        Needs.etcd();
        Needs.program("nft", "nftables");
    }

    @Test
    void healsChecksAndLeavesNothingWhenItIsStopped() throws Exception {
        Process run = started("running ");
        String name = name();
        assertThat(left(name)).isNotEmpty();
        awaitAcknowledgements();

        // SIGTERM is handled as Ctrl-C is; a build that runs in the background ignores SIGINT, and so would its
        // children.
        run.destroy();

        assertThat(run.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isZero();
        assertThat(Files.readString(directory().resolve("verdict.json")))
                .contains("\"verdict\" : \"valid\"")
                .contains("stopped early");
        assertThat(directory().resolve("report.html")).isNotEmptyFile();
        assertThat(left(name)).isEmpty();
    }

    @Test
    void leavesNothingAndNoRunWhenItIsStoppedBeforeItBegan() throws Exception {
        Process run = started("starting ");
        String name = name();
        Path directory = directory();

        run.destroy();

        assertThat(run.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(ExitCode.HARNESS.number());
        assertThat(Files.readString(runs.resolve("told.log"))).contains("stopped before the cluster was ready");
        assertThat(directory).doesNotExist();
        assertThat(left(name)).isEmpty();
    }

    @Test
    void isCleanedUpAfterWhenItWasKilled() throws Exception {
        Process run = started("running ");
        String name = name();
        awaitAcknowledgements();
        run.destroyForcibly().waitFor();
        assertThat(left(name)).isNotEmpty();

        CommandRun clean = CommandRun.of("clean", "--run", name);

        assertThat(clean.exit()).as(clean.err()).isZero();
        assertThat(clean.out()).contains("removed container /schism-" + name + "-n1");
        assertThat(left(name)).isEmpty();
        CommandRun judged = CommandRun.of("check", directory().toString());
        // Nobody asked the nodes for their copies any more, so it may be unknown; what was recorded is judged all the
        // same.
        assertThat(judged.exit())
                .as(judged.out() + judged.err())
                .isIn(ExitCode.VALID.number(), ExitCode.UNKNOWN.number());
    }

    /** A run of its own JVM that has come to the line which begins so. */
    private Process started(String line) throws IOException {
        Path told = runs.resolve("told.log");
        Process run = OwnJvm.start(
                told,
                "test",
                "--env=docker",
                "--system=etcd",
                "--nodes=3",
                "--faults=partition,pause,clock",
                "--fault-interval=1s",
                "--time-limit=90s",
                "--runs=" + runs);
        return Await.until(
                "a line \"" + line + "\"", PATIENCE, () -> said(told, line) ? Optional.of(run) : Optional.empty());
    }

    private static boolean said(Path file, String line) {
        try {
            return Files.readString(file).lines().anyMatch(said -> said.startsWith(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAcknowledgements() throws IOException {
        Path history = directory().resolve("history.jsonl");
        Await.until("acknowledged operations", PATIENCE, () -> {
            try {
                long acknowledged = Files.readString(history)
                        .lines()
                        .filter(line -> line.contains("\"ok\""))
                        .count();
                return acknowledged >= ENOUGH ? Optional.of(acknowledged) : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Path directory() throws IOException {
        try (Stream<Path> found = Files.walk(runs, 2)) {
            return found.filter(path -> Files.isDirectory(path) && !Files.isSymbolicLink(path))
                    .filter(path -> path.getParent().getParent().equals(runs))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What the run is called in the engine. */
    private String name() throws IOException {
        return directory().getFileName().toString().toLowerCase(Locale.ROOT);
    }

    private static List<String> left(String run) {
        DockerClient client = Engine.connect().client();
        List<String> labels = List.of(LABEL + "=" + run);
        List<String> left = new ArrayList<>();
        client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(labels)
                .exec()
                .forEach(container -> left.add(container.getNames()[0]));
        client.listNetworksCmd().withFilter("label", labels).exec().forEach(network -> left.add(network.getName()));
        client.listVolumesCmd()
                .withFilter("label", labels)
                .exec()
                .getVolumes()
                .forEach(volume -> left.add(volume.getName()));
        return left;
    }
}
