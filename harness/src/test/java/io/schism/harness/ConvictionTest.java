package io.schism.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The red gates of the whole: real clusters with a real setting that gives up linearizability are convicted, and the same without it pass.
 * One run may be lucky for the cluster, so a conviction may take a few; a pass must come every time.
 */
@Timeout(900)
class ConvictionTest {
    private static final int MOST_RUNS = 6;

    @TempDir
    Path runs;

    /** Through the log: Ratis' own linearizable reads are not always ({@code ./schism bugs ratis-linearizable-reads}). */
    @Test
    void passesRaftWithReadsThroughTheLog() throws Exception {
        RunOutcome outcome = run(of("raft", "logged").seed(1));

        assertThat(outcome.result().verdict()).as(outcome.result().reason()).isEqualTo(Verdict.VALID);
        assertThat(outcome.directory().resolve("report.html")).isNotEmptyFile();
        assertThat(outcome.directory().resolve("data")).doesNotExist();
    }

    @Test
    void convictsRaftWithItsOwnDefaultReads() throws Exception {
        convicts("raft", "default");
    }

    @Test
    void passesEtcdWithLinearizableReads() throws Exception {
        Needs.etcd();
        RunOutcome outcome = run(of("etcd", "linearizable").seed(1));

        assertThat(outcome.result().verdict()).as(outcome.result().reason()).isEqualTo(Verdict.VALID);
    }

    @Test
    void convictsEtcdWithSerializableReads() throws Exception {
        Needs.etcd();
        convicts("etcd", "serializable");
    }

    private void convicts(String system, String read) throws Exception {
        for (int seed = 1; seed <= MOST_RUNS; seed++) {
            RunOutcome outcome = run(of(system, read).seed(seed));
            if (outcome.result().verdict() == Verdict.INVALID) {
                CheckResult guilty = outcome.result().parts().stream()
                        .filter(part -> part.verdict() == Verdict.INVALID)
                        .findFirst()
                        .orElseThrow();
                assertThat(guilty.checker()).isEqualTo("linearizable");
                assertThat(guilty.evidence()).isNotEmpty();
                assertThat(guilty.reason()).contains("read");
                assertThat(Files.readString(outcome.directory().resolve("verdict.json"))
                                .contains("invalid"))
                        .isTrue();
                return;
            }
        }
        throw new AssertionError(MOST_RUNS + " runs of " + system + " with read=" + read + " passed; none may");
    }

    private RunConfiguration.Builder of(String system, String read) {
        return RunConfiguration.builder()
                .system(system)
                .settings(Map.of("read", read))
                .faults("partition:leader,pause:leader")
                .faultInterval(Duration.ofSeconds(3))
                .timeLimit(Duration.ofSeconds(20))
                .runs(runs);
    }

    private static RunOutcome run(RunConfiguration.Builder configuration) {
        return new TestRun(configuration.build(), line -> {}).execute();
    }
}
