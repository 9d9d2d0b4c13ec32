package io.schism.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.github.dockerjava.api.DockerClient;
import io.schism.harness.Needs;
import io.schism.harness.environment.docker.Engine;
import io.schism.harness.environment.docker.image.LocalImages;
import io.schism.harness.system.etcd.EtcdReleases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Containers of an image that somebody else might have made, which has another etcd than this machine. */
@Timeout(180)
class ForeignImageTest {
    private static final String REPOSITORY =
            "elsewhere/etcd-" + ProcessHandle.current().pid();
    private static final String IMAGE = REPOSITORY + ":test";

    @TempDir
    Path runs;

    private DockerClient client;
    private LocalImages images;
    private String version;

    @BeforeEach
    void tagAnImage() {
        Needs.docker();
        Needs.etcdVersion("3.5");
        Needs.program("nft", "nftables");
        client = Engine.connect().client();
        images = new LocalImages(client, line -> {});
        Path program = Path.of(EtcdReleases.ofThisMachine().program("3.5"));
        version = String.valueOf(program.getParent().getFileName());
        client.tagImageCmd(images.etcd(Optional.of(program)), REPOSITORY, "test")
                .exec();
    }

    @AfterEach
    void removeTheTag() {
        if (client != null) {
            client.removeImageCmd(IMAGE).withNoPrune(true).exec();
        }
    }

    @Test
    void runsWithTheImagesFlagsAndVersionWhereNoProgramIsInstalled() throws Exception {
        images.pod(); // made of programs that the run below does not find

        Path told = runs.resolve("told.log");
        Process run = OwnJvm.start(
                told,
                Map.of("PATH", Files.createDirectory(runs.resolve("nothing")).toString()),
                "test",
                "--env=docker",
                "--system=etcd",
                "--image=" + IMAGE,
                "--nodes=1",
                "--faults=none",
                "--time-limit=3s",
                "--runs=" + runs);

        assertThat(run.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(Files.readString(told)).isZero();
        assertThat(Files.readString(file("run.json")))
                .contains(
                        "\"version\" : \"" + version + "\"", "\"image\" : \"" + IMAGE + "\"", "\"pre-vote\" : \"on\"");
        assertThat(Files.readString(file("nodes/n1/container.log")))
                .contains("--pre-vote=true")
                .doesNotContain("--logger=zap");
        assertThat(questions()).isEmpty();
    }

    @Test
    void refusesAnImageThatHasNoEtcdInOneLine() {
        String pod = images.pod();

        CommandRun refused = CommandRun.of("test", "--env=docker", "--system=etcd", "--image=" + pod, "--runs=" + runs);

        assertThat(refused.exit()).isEqualTo(ExitCode.HARNESS.number());
        assertThat(refused.err()).contains("image " + pod, "etcd --version");
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(questions()).isEmpty();
    }

    @Test
    void refusesAReaperWhoseImageIsMissingInOneLineAndAtOnce() throws Exception {
        Path told = runs.resolve("told.log");
        Process run = OwnJvm.start(
                told,
                Map.of(
                        "TESTCONTAINERS_RYUK_DISABLED",
                        "false",
                        "TESTCONTAINERS_RYUK_CONTAINER_IMAGE",
                        "elsewhere/not-there:0"),
                "images",
                "--list");

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(ExitCode.HARNESS.number());
        assertThat(Files.readAllLines(told))
                .singleElement(STRING)
                .contains("elsewhere/not-there:0", "TESTCONTAINERS_RYUK_DISABLED=true");
    }

    /** Containers of this program that were asked something and are still there. */
    private List<String> questions() {
        return client.listContainersCmd().withShowAll(true).exec().stream()
                .map(container -> container.getNames()[0])
                .filter(name -> name.startsWith(
                        "/schism-question-" + ProcessHandle.current().pid() + "-"))
                .toList();
    }

    private Path file(String name) throws IOException {
        try (Stream<Path> found = Files.walk(runs)) {
            return found.filter(path -> path.endsWith(name) && !path.toString().contains("latest"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
