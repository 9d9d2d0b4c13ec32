package io.schism.harness.environment.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessTableTest {
    @TempDir
    Path proc;

    /** Letters of the first thread, by which the process goes, and of the others. */
    @ParameterizedTest
    @CsvSource({"S, R, S", "T, T, T", "T, S, S", "t, T, T", "t, t, T", "Z, Z, Z", "Z, S, S", "Z, D, D"})
    void stoppedAndEndedIsOnlyAProcessAllOfWhoseThreadsAre(char first, char other, char expected) throws IOException {
        stat("12", first);
        stat("12/task/12", first);
        stat("12/task/13", other);

        assertThat(new ProcessTable.Proc(proc).state(12)).isEqualTo(expected);
    }

    @Test
    void isGoneWhenItIsNotThere() {
        assertThat(new ProcessTable.Proc(proc).state(13)).isEqualTo(ProcessTable.GONE);
    }

    private void stat(String task, char letter) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(task));
        Files.writeString(folder.resolve("stat"), "12 (a (strange) name) " + letter + " 1 12 12");
    }
}
