package io.schism.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs of this machine's processes in control groups: every fault proves its effect, the cluster recovers from each, nothing is left. */
@Timeout(300)
final class LimitFaultsTest {
    /** The last two hit the same node at once. */
    private static final String PLAN = String.join(
            "\n",
            planned(1, "2000ms", "slow", "one"),
            planned(2, "5000ms", "freeze", "leader"),
            planned(3, "9000ms", "memory", "leader"),
            planned(4, "14000ms", "freeze", "all"),
            planned(5, "14500ms", "kill", "one"));

    @TempDir
    Path folder;

    @BeforeAll
    static void needsGroups() {
        Needs.controlGroups();
    }

    @ParameterizedTest
    @ValueSource(strings = {"etcd", "raft"})
    void provesEveryLimitAndRecovers(String system) throws Exception {
        if (system.equals("etcd")) {
            Needs.etcd();
        }
        Path plan = Files.writeString(folder.resolve("plan.jsonl"), PLAN + "\n");

        RunOutcome outcome = new TestRun(
                        RunConfiguration.builder()
                                .system(system)
                                .nodes(3)
                                .plan(plan)
                                .seed(1)
                                .timeLimit(Duration.ofSeconds(19))
                                .runs(folder)
                                .build(),
                        line -> {})
                .execute();

        assertThat(outcome.result().verdict()).as(outcome.result().reason()).isEqualTo(Verdict.VALID);
        List<String> faults = Files.readAllLines(outcome.directory().resolve("faults.jsonl"));
        for (int id = 1; id <= 4; id++) {
            String start = "{\"id\":" + id + ",\"event\":\"evidence\"";
            assertThat(faults).anyMatch(line -> line.startsWith(start) && line.contains("\"happened\":true"));
        }
        assertThat(groups(outcome.directory())).isEmpty();
    }

    private static List<Path> groups(Path run) throws Exception {
        String name = "schism-" + run.toRealPath().getFileName() + ".";
        try (Stream<Path> all = Files.find(
                Path.of("/sys/fs/cgroup"),
                20,
                (path, attributes) -> path.getFileName().toString().startsWith(name))) {
            return all.toList();
        }
    }

    private static String planned(int id, String at, String fault, String variant) {
        String line = "{'id':%d,'event':'planned','at':'%s','hold':'2000ms','fault':'%s','variant':'%s','seed':%d}";
        return line.formatted(id, at, fault, variant, id).replace('\'', '"');
    }
}
