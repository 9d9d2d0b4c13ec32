package io.schism.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    @TempDir
    private Path directory;

    @Test
    void refusesAPortThatIsNone() {
        CommandRun run = CommandRun.of("serve", "--port", "70000");

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err()).contains("--port (70000) must lie between 0 and 65535");
    }

    @Test
    void refusesAFileForADirectory() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        CommandRun run = CommandRun.of("serve", "--runs", file.toString());

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err()).contains("is a file");
    }
}
