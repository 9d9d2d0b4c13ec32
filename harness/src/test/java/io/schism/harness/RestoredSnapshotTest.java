package io.schism.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lesson in split history: an old snapshot that is restored onto the whole cluster must be convicted. */
@Timeout(180)
class RestoredSnapshotTest {
    @TempDir
    Path runs;

    @Test
    void convictsEtcdPutBackToAnOldSnapshot() throws Exception {
        Needs.etcd();
        Needs.program("etcdctl", "etcd-client");

        RunOutcome outcome = run("restore");

        assertThat(outcome.result().verdict()).as(outcome.result().reason()).isEqualTo(Verdict.INVALID);
        assertThat(outcome.result().parts())
                .filteredOn(part -> part.checker().equals("set-full"))
                .extracting(CheckResult::verdict)
                .containsExactly(Verdict.INVALID);
        assertThat(Files.readString(outcome.directory().resolve("faults.jsonl")))
                .containsPattern("all nodes were put back from revision [\\d,]+ to a snapshot of revision [\\d,]+");
    }

    /** The same run without it passes. */
    @Test
    void passesEtcdWhoseSnapshotIsOnlyTaken() throws Exception {
        Needs.etcd();

        RunOutcome outcome = run("maintenance:snapshot");

        assertThat(outcome.result().verdict()).as(outcome.result().reason()).isEqualTo(Verdict.VALID);
    }

    private RunOutcome run(String faults) {
        return new TestRun(
                        RunConfiguration.builder()
                                .system("etcd")
                                .nodes(3)
                                .workload("set")
                                .faults(faults)
                                .faultInterval(Duration.ofSeconds(4))
                                .timeLimit(Duration.ofSeconds(12))
                                .seed(1)
                                .runs(runs)
                                .build(),
                        line -> {})
                .execute();
    }
}
