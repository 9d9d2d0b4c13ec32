package io.schism.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A browser opens the report of a real run from disk, without a network, and its script draws. */
@Timeout(180)
class ReportPageTest {
    @TempDir
    Path folder;

    @Test
    void drawsInABrowserWithoutANetwork() throws Exception {
        Needs.program("chromium", "chromium");
        RunOutcome outcome = new TestRun(
                        RunConfiguration.builder()
                                .nodes(1)
                                .faults("none")
                                .timeLimit(Duration.ofSeconds(3))
                                .runs(folder.resolve("runs"))
                                .build(),
                        line -> {})
                .execute();
        assertThat(outcome.result().verdict()).as(outcome.result().reason()).isEqualTo(Verdict.VALID);

        String page = rendered(outcome.directory().resolve("report.html")).replaceAll("(?s)<script.*?</script>", "");

        assertThat(page.contains("register on raft")).as("the title is there").isTrue();
        // The charts and their axes are made by the script alone.
        assertThat(page.split("<svg", -1).length - 1).as("drawings").isGreaterThan(1);
        assertThat(page.contains("class=\"tick\"")).as("an axis has ticks").isTrue();
    }

    private String rendered(Path page) throws IOException, InterruptedException {
        Path dump = folder.resolve("dump.html");
        Process chromium = new ProcessBuilder(List.of(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        page.toAbsolutePath().toUri().toString()))
                .redirectOutput(dump.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(chromium.waitFor(90, TimeUnit.SECONDS))
                    .as("chromium ends")
                    .isTrue();
            return Files.readString(dump, StandardCharsets.UTF_8);
        } finally {
            chromium.descendants().forEach(ProcessHandle::destroyForcibly);
            chromium.destroyForcibly().waitFor();
        }
    }
}
