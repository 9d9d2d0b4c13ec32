package io.schism.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.CheckResult;
import io.schism.checkers.Verdict;
import io.schism.harness.disk.fuse.Mounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole runs on disks that are sick, lose power or are damaged: every fault proves its effect, the cluster recovers from each, nothing is left;
 * and the red gate of lost power, by the setting with which etcd acknowledges before it has synced.
 */
@Timeout(900)
final class DiskFaultsTest {
    private static final int MOST_RUNS = 6;
    private static final String SICK = String.join(
            "\n",
            planned(1, "2000ms", "disk", "read-only"),
            planned(2, "6000ms", "disk", "hung"),
            planned(3, "9500ms", "disk", "full"),
            // Not on the node whose disk was full a moment ago: it may still be starting, and a node that syncs nothing
            // proves nothing.
            planned(4, "13000ms", "disk", "slow-fsync", 1),
            planned(5, "20000ms", "power", "all"));
    private static final String POWER = planned(1, "12000ms", "power", "all");

    @TempDir
    Path folder;

    @BeforeAll
    static void needsDisks() {
        Needs.fuse();
    }

    @ParameterizedTest
    @CsvSource({"local, etcd", "local, raft", "docker, etcd"})
    void provesEveryTroubleAndRecovers(String environment, String system) throws Exception {
        requires(environment, system);

        RunOutcome outcome =
                run(configuration(system, SICK).environment(environment).timeLimit(Duration.ofSeconds(24)));

        assertThat(outcome.result().verdict()).as(outcome.result().reason()).isEqualTo(Verdict.VALID);
        List<String> faults = Files.readAllLines(outcome.directory().resolve("faults.jsonl"));
        for (int id = 1; id <= 5; id++) {
            String start = "{\"id\":" + id + ",\"event\":\"evidence\"";
            assertThat(faults).anyMatch(line -> line.startsWith(start) && line.contains("\"happened\":true"));
        }
        assertNothingIsLeft(outcome);
    }

    @ParameterizedTest
    @CsvSource({"local, etcd, etcd, truncate-wal", "local, raft, etcd, flip-snapshot"})
    void replacesANodeWhoseFilesWereDamaged(String environment, String system, String binary, String variant)
            throws Exception {
        replacesTheDamagedNode(environment, system, binary, variant);
    }

    @Tag("soak")
    @ParameterizedTest
    @CsvSource({
        "local, etcd, etcd, flip-snapshot",
        "local, etcd, 3.5, flip-wal",
        "local, raft, etcd, truncate-wal",
        "docker, etcd, etcd, flip-wal",
        "docker, etcd, etcd, truncate-snapshot"
    })
    void replacesFurtherNodesWhoseFilesWereDamaged(String environment, String system, String binary, String variant)
            throws Exception {
        replacesTheDamagedNode(environment, system, binary, variant);
    }

    private void replacesTheDamagedNode(String environment, String system, String binary, String variant)
            throws Exception {
        requires(environment, system);
        if (!binary.equals("etcd")) {
            Needs.etcdVersion(binary);
        }

        RunOutcome outcome = run(configuration(system, planned(1, "3000ms", "damage", variant))
                .environment(environment)
                .etcdBinary(binary)
                .timeLimit(Duration.ofSeconds(7)));

        // Whether the history is valid depends on what the damage hit: etcd serves a snapshot with flipped bits.
        assertThat(part(outcome, "nemesis").verdict())
                .as(part(outcome, "nemesis").reason())
                .isEqualTo(Verdict.VALID);
        assertThat(outcome.result().verdict()).as(outcome.result().reason()).isNotEqualTo(Verdict.UNKNOWN);
        assertThat(Files.readAllLines(outcome.directory().resolve("faults.jsonl")))
                .filteredOn(line -> line.contains("\"event\":\"evidence\""))
                .isNotEmpty()
                .allMatch(line -> line.contains("\"happened\":true") && line.contains("\"standing\":"));
        assertNothingIsLeft(outcome);
    }

    private static CheckResult part(RunOutcome outcome, String checker) {
        return outcome.result().parts().stream()
                .filter(part -> part.checker().equals(checker))
                .findFirst()
                .orElseThrow();
    }

    private void assertNothingIsLeft(RunOutcome outcome) {
        assertThat(Mounts.all()).noneMatch(mount -> mount.startsWith(folder));
        assertThat(outcome.directory().resolve("disks")).doesNotExist();
        assertThat(outcome.directory().resolve("data")).doesNotExist();
    }

    @Test
    void convictsEtcdThatDoesNotSync() throws Exception {
        Needs.etcd();
        for (int seed = 1; seed <= MOST_RUNS; seed++) {
            RunOutcome outcome =
                    run(lossy().settings(Map.of("unsafe-no-fsync", "on")).seed(seed));
            if (outcome.result().verdict() == Verdict.INVALID) {
                assertThat(outcome.result().reason()).contains("set-full");
                return;
            }
        }
        throw new AssertionError(MOST_RUNS + " runs of etcd without syncs lost nothing; one must");
    }

    @Test
    void passesEtcdThatSyncs() throws Exception {
        Needs.etcd();
        RunOutcome outcome = run(lossy());

        assertThat(outcome.result().verdict()).as(outcome.result().reason()).isEqualTo(Verdict.VALID);
    }

    private RunConfiguration.Builder lossy() throws Exception {
        return configuration("etcd", POWER).workload("set").timeLimit(Duration.ofSeconds(20));
    }

    private RunConfiguration.Builder configuration(String system, String plan) throws Exception {
        Path file = Files.writeString(folder.resolve("plan.jsonl"), plan + "\n");
        return RunConfiguration.builder()
                .system(system)
                .nodes(3)
                .plan(file)
                .seed(1)
                .runs(folder);
    }

    private static RunOutcome run(RunConfiguration.Builder configuration) {
        return new TestRun(configuration.build(), line -> {}).execute();
    }

    private static void requires(String environment, String system) {
        if (system.equals("etcd")) {
            Needs.etcd();
        }
        if (environment.equals("docker")) {
            Needs.docker();
            Needs.program("nft", "nftables");
        }
    }

    private static String planned(int id, String at, String fault, String variant) {
        return planned(id, at, fault, variant, id);
    }

    private static String planned(int id, String at, String fault, String variant, long seed) {
        String line = "{'id':%d,'event':'planned','at':'%s','hold':'1500ms','fault':'%s','variant':'%s','seed':%d}";
        return line.formatted(id, at, fault, variant, seed).replace('\'', '"');
    }
}
