package io.schism.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CleanCommandTest {
    @TempDir
    Path folder;

    @Test
    void saysThatContainersWereNotLookedForWhenTheEngineDoesNotAnswer() throws Exception {
        Path told = folder.resolve("told.log");

        Process clean = OwnJvm.start(
                Map.of("DOCKER_HOST", "tcp://192.0.2.1:2375"),
                told,
                "clean",
                "--run",
                "nobodys",
                "--runs",
                folder.resolve("runs").toString());

        assertThat(clean.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(told).content().contains("schism: containers were not looked for: ", "192.0.2.1");
        assertThat(clean.exitValue()).isEqualTo(ExitCode.HARNESS.number());
    }
}
