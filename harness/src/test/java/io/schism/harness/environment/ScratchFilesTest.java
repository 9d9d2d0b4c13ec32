package io.schism.harness.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class ScratchFilesTest {
    @TempDir
    Path place;

    @Test
    void removesWhatADeadProcessLeftAndNothingElse() throws IOException, InterruptedException {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path left = Files.createDirectory(place.resolve("schism-image-" + dead.pid() + "-1"));
        Files.createDirectory(left.resolve("runtime"));
        Files.writeString(left.resolve("runtime").resolve("modules"), "x");
        Path alive = Files.createFile(
                place.resolve("schism-snapshot-" + ProcessHandle.current().pid() + "-1.db"));
        Path foreign = Files.createFile(place.resolve("schism-notes.txt"));

        assertThat(ScratchFiles.removeOfTheDead(place)).containsExactly("removed " + left);

        assertThat(left).doesNotExist();
        assertThat(alive).exists();
        assertThat(foreign).exists();
    }

    @Test
    void namesTellTheirMaker() throws IOException {
        Path file = ScratchFiles.file("output", ".log");
        Path folder = ScratchFiles.folder("image");
        try {
            String pid = "-" + ProcessHandle.current().pid() + "-";
            assertThat(file.getFileName().toString())
                    .startsWith("schism-output" + pid)
                    .endsWith(".log");
            assertThat(folder.getFileName().toString()).startsWith("schism-image" + pid);
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
    }
}
