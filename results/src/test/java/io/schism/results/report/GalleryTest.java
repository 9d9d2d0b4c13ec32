package io.schism.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.CheckResult;
import io.schism.results.RunRecord;
import io.schism.results.SampleRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writes a page of each kind to {@code target/gallery}, to be looked at. */
class GalleryTest {
    private static final Path GALLERY = Path.of("target", "gallery");
    private static final int LARGEST = 2_000_000;
    private static final String DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' width='420' height='120'>"
            + "<rect x='10' y='40' width='160' height='40' fill='#eee' stroke='#333'/><text x='20' y='65'>T1: r x [1], r y []</text>"
            + "<rect x='250' y='40' width='160' height='40' fill='#eee' stroke='#333'/><text x='260' y='65'>T2: append y 1</text>"
            + "<path d='M170 60H250' stroke='#b00'/><text x='200' y='52'>rw</text></svg>";

    @Test
    void everyPageIsSmallEnough() throws IOException {
        save("valid", SampleRuns.valid(6000));
        save("invalid", SampleRuns.invalid(6000));
        save("large", SampleRuns.invalid(100_000));
        save("transactions", SampleRuns.transactions(DRAWING));
        save("unknown", SampleRuns.unknown());
        save("empty", SampleRuns.empty());
        save("crashed", SampleRuns.crashed());
        saveEvidence("evidence", SampleRuns.invalid(6000));
        saveEvidence("evidence-large", SampleRuns.invalid(100_000));
    }

    private static void saveEvidence(String name, RunRecord run) throws IOException {
        CheckResult result = run.result();
        assertThat(result).isNotNull();
        List<String> command = List.of("./schism", "check", "etcd log.jsonl", "--model", "cas-register");
        String html = EvidencePage.html("etcd log.jsonl", run.history(), result, command);
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).as(name).isLessThan(LARGEST);
        Files.writeString(Files.createDirectories(GALLERY).resolve(name + ".html"), html);
    }

    private static void save(String name, RunRecord run) throws IOException {
        String directory = "runs/register/20261120T153012Z-42";
        String html = Report.html(run, directory);
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).as(name).isLessThan(LARGEST);
        Path gallery = Files.createDirectories(GALLERY);
        Files.writeString(gallery.resolve(name + ".html"), html);
        Files.writeString(gallery.resolve(name + ".txt"), ConsoleSummary.of(run, directory, false));
        Files.writeString(gallery.resolve(name + ".md"), MarkdownSummary.of(run, directory));
    }
}
