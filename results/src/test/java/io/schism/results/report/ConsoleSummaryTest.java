package io.schism.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.results.SampleRuns;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleSummaryTest {
    @Test
    void beginsWithTheVerdictAndEndsWithTheCommand() {
        String text = ConsoleSummary.of(SampleRuns.invalid(900), "runs/register/x y", false);

        assertThat(text)
                .startsWith("INVALID  register on raft, local, seed 42\n")
                .contains("cannot be explained")
                .contains("./schism check 'runs/register/x y'\n")
                .endsWith("./schism test --system raft --set read=default --seed 42\n")
                .doesNotContain("\u001b");
        assertThat(text.lines()).allMatch(line -> line.length() <= 120);
    }

    @Test
    void coloursTheWordOnlyWhereAsked() {
        assertThat(ConsoleSummary.of(SampleRuns.empty(), "r", true)).startsWith("\u001b[1;33mUNKNOWN\u001b[0m");
    }

    @Test
    void tellsUnprovenFaultsAndNotes() {
        String text = ConsoleSummary.of(SampleRuns.valid(900), "r", false).replaceAll("\\s+", " ");

        assertThat(text)
                .contains("Fault 4 (partition n3 | rest) has no proof, so it counts as if it had not happened")
                .contains("Fault 5 (kill n1) had a problem: n1 did not come back in 10 s.")
                .contains("n1 did not stop within 5 s");
    }

    @Test
    void quotesACommandForTheShell() {
        assertThat(CommandLine.of(List.of("a", "b c", "it's", "", "x=y"))).isEqualTo("a 'b c' 'it'\\''s' '' x=y");
    }

    @Test
    void makesMarkdownHarmless() {
        String text = MarkdownSummary.of(SampleRuns.valid(900), "r");

        assertThat(text).contains("## ✓ VALID: register on raft, seed 42").contains("partition n3 \\| rest");
    }
}
