package io.schism.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schism.harness.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The program on a container engine of the test's own, which is spoken to by TCP, or is stopped, crashes or is lost in the middle of a run.
 * The script beside the tests does it, because an engine wants a network namespace of its own not to get in the way of the machine's.
 */
@Tag("soak")
@Timeout(400)
final class OwnEngineTest {
    private static final Path SCRIPT = Path.of("src/test/engine/own-engine.sh");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "stop", "crash", "gone"})
    void endsWithAnHonestVerdictAndLeavesNothing(String what) throws Exception {
        for (String program : new String[] {"dockerd", "docker"}) {
            Needs.program(program, "docker.io");
        }
        Needs.program("unshare", "util-linux");
        Needs.program("nft", "nftables");
        Needs.etcd();
        assumeTrue(System.getProperty("user.name").equals("root"), "needs root, to start a container engine");
        Path told = folder.resolve("told.log");
        ProcessBuilder script = new ProcessBuilder(SCRIPT.toAbsolutePath().toString(), what)
                .redirectErrorStream(true)
                .redirectOutput(told.toFile());
        script.environment().put("SCHISM", program().toString());

        Process running = script.start();

        assertThat(running.waitFor(390, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).as(Files.readString(told)).isZero();
    }

    /** What ./schism is, without its build, which would write into the folder that is being tested. */
    private Path program() throws IOException {
        Path program = folder.resolve("schism");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(
                program,
                String.join(
                        "\n",
                        "#!/bin/sh",
                        "export TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1",
                        "exec '" + java + "' -cp '" + System.getProperty("java.class.path") + "' "
                                + Main.class.getName() + " \"$@\"",
                        ""));
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
