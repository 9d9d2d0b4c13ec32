package io.schism.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntFunction;
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
        RunOutcome outcome = run(raft("logged").seed(1));

        assertThat(outcome.result().verdict()).as(outcome.result().reason()).isEqualTo(Verdict.VALID);
        assertThat(outcome.directory().resolve("report.html")).isNotEmptyFile();
        assertThat(outcome.directory().resolve("data")).doesNotExist();
    }

    @Test
    void convictsRaftWithItsOwnDefaultReads() throws Exception {
        convicts(seed -> raft("default").seed(seed));
    }

    @Test
    void passesEtcdWithLinearizableReads() throws Exception {
        Needs.etcd();
        RunOutcome outcome = run(etcd("linearizable").seed(1));

        assertThat(outcome.result().verdict()).as(outcome.result().reason()).isEqualTo(Verdict.VALID);
    }

    @Test
    void convictsEtcdWithSerializableReads() throws Exception {
        Needs.etcd();
        convicts(seed -> etcd("serializable").seed(seed));
    }

    private static void convicts(IntFunction<RunConfiguration.Builder> configuration) throws Exception {
        for (int seed = 1; seed <= MOST_RUNS; seed++) {
            RunOutcome outcome = run(configuration.apply(seed));
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
        throw new AssertionError(MOST_RUNS + " runs passed; one at least must not");
    }

    /** A leader that hears nobody, and then is heard by nobody: chance alone catches it at too few old answers on a slow machine. */
    private RunConfiguration.Builder raft(String read) {
        return RunConfiguration.builder()
                .system("raft")
                .nodes(3)
                .settings(Map.of("read", read))
                .plan(Path.of("ledger:deaf-then-cut-leader"))
                .rate(300)
                .concurrency(60)
                .timeLimit(Duration.ofSeconds(23))
                .runs(runs);
    }

    private RunConfiguration.Builder etcd(String read) {
        return RunConfiguration.builder()
                .system("etcd")
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
