package io.schism.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.checkers.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a run during which the harness itself fails; whoever is told what begins fails here. */
@Timeout(120)
class TestRunTest {
    private static final IllegalArgumentException FAILURE = new IllegalArgumentException("a mistake of ours");

    @TempDir
    Path runs;

    @Test
    void judgesWhatWasRecordedWhenTheHarnessFails() {
        RunOutcome outcome = run(failingAt("running"));

        assertThat(outcome.result().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(outcome.result().parts())
                .filteredOn(part -> part.checker().equals("harness"))
                .singleElement()
                .satisfies(part -> assertThat(part.reason()).contains("the run broke off", "a mistake of ours"));
        assertThat(outcome.directory()).isDirectoryContaining("glob:**/verdict.json");
        assertThat(outcome.directory()).isDirectoryContaining("glob:**/history.jsonl");
    }

    @Test
    void leavesNoDirectoryOfWhatCannotBegin() {
        assertThatThrownBy(() -> run(failingAt("starting"))).isSameAs(FAILURE);

        assertThat(runs.resolve("register"))
                .satisfiesAnyOf(
                        none -> assertThat(none).doesNotExist(),
                        empty -> assertThat(empty).isEmptyDirectory());
    }

    private static Consumer<String> failingAt(String beginning) {
        return line -> {
            if (line.startsWith(beginning)) {
                throw FAILURE;
            }
        };
    }

    private RunOutcome run(Consumer<String> narrator) {
        return new TestRun(
                        RunConfiguration.builder()
                                .system("raft")
                                .nodes(1)
                                .workload("register")
                                .faults("none")
                                .timeLimit(Duration.ofSeconds(2))
                                .runs(runs)
                                .build(),
                        narrator)
                .execute();
    }
}
