package io.schism.harness.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.checkers.Budget;
import io.schism.checkers.CheckResult;
import io.schism.checkers.Verdict;
import io.schism.checkers.history.History;
import io.schism.checkers.replica.ObservationLog;
import io.schism.checkers.replica.ReplicaConsistency;
import io.schism.harness.Await;
import io.schism.harness.Needs;
import io.schism.harness.environment.local.ClockFactory;
import io.schism.harness.environment.local.LocalEnvironment;
import io.schism.harness.environment.local.LocalLayout;
import io.schism.harness.system.Readiness;
import io.schism.harness.system.SystemUnderTest;
import io.schism.harness.system.catalogue.Systems;
import io.schism.nemesis.target.AdminControl.Action;
import io.schism.nemesis.target.Node;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Session;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.ratis.util.MD5FileUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The red gate on real nodes: bytes of one node's copy are changed on its disk while it is dead. No client need ever read them; the nodes' own
 * digests convict.
 */
@Timeout(180)
class DamagedCopyTest {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Node DAMAGED = new Node("n3");
    private static final String WRITTEN = "the value that all nodes hold";
    private static final String DAMAGE = "the value that one node holds";

    @TempDir
    Path directory;

    @Test
    void convictsAnEtcdWhoseBytesWereChanged() throws Exception {
        Needs.etcd();
        SystemUnderTest etcd = Systems.named("etcd", Map.of(), "etcd");
        try (LocalEnvironment nodes = started(etcd)) {
            write(etcd, nodes, "key", WRITTEN);
            assertThat(judge(etcd, nodes, "healthy").verdict()).isEqualTo(Verdict.VALID);

            Path database = data().resolve("member/snap/db");
            Await.until("etcd has committed its batch", () -> holdsTheValue(database));
            nodes.processes().kill(DAMAGED);
            damage(database);
            nodes.processes().start(DAMAGED);

            assertConvicted(judge(etcd, nodes, "damaged"));
        }
    }

    @Test
    void convictsARaftNodeWhoseSnapshotWasChanged() throws Exception {
        SystemUnderTest raft = Systems.named("raft", Map.of(), "");
        try (LocalEnvironment nodes = started(raft)) {
            write(raft, nodes, "key", WRITTEN);
            assertThat(judge(raft, nodes, "healthy").verdict()).isEqualTo(Verdict.VALID);

            raft.admin(nodes).orElseThrow().perform(Action.SNAPSHOT, DAMAGED);
            nodes.processes().kill(DAMAGED);
            for (Path snapshot : snapshots()) {
                damage(snapshot);
                File file = snapshot.toFile();
                MD5FileUtil.saveMD5File(file, MD5FileUtil.computeMd5ForFile(file));
            }
            nodes.processes().start(DAMAGED);
            Readiness.await(nodes, raft, START);
            write(raft, nodes, "another key", "so that there is a digest after the snapshot");

            assertConvicted(judge(raft, nodes, "damaged"));
        }
    }

    private static void assertConvicted(CheckResult result) {
        assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.INVALID);
        assertThat(result.reason()).contains("the copies differ: n1, n2 against n3");
    }

    private LocalEnvironment started(SystemUnderTest system) {
        LocalEnvironment nodes = LocalEnvironment.create(LocalLayout.of(3, directory), ClockFactory.none());
        nodes.start(system);
        Readiness.await(nodes, system, START);
        return nodes;
    }

    private static void write(SystemUnderTest system, LocalEnvironment nodes, String key, String value) {
        try (Session session = system.session(nodes.clientAddress(new Node("n1")), START)) {
            session.ability(KeyValue.class).orElseThrow().put(key, value);
        }
    }

    /** Watches, concludes, and judges what the file holds. */
    private CheckResult judge(SystemUnderTest system, LocalEnvironment nodes, String name) throws IOException {
        Readiness.await(nodes, system, START);
        Path file = directory.resolve(name + ".jsonl");
        try (ReplicaWatch watch = ReplicaWatch.start(system, nodes, System::nanoTime, file)) {
            watch.conclude();
        }
        return new ReplicaConsistency(ObservationLog.read(file)).check(History.of(List.of()), Budget.ofDefaults());
    }

    private Path data() {
        return directory.resolve("data").resolve(DAMAGED.name());
    }

    private List<Path> snapshots() throws IOException {
        try (Stream<Path> files = Files.walk(data())) {
            return files.filter(file -> file.getFileName().toString().matches("snapshot\\.\\d+_\\d+"))
                    .filter(DamagedCopyTest::holdsTheValue)
                    .toList();
        }
    }

    private static boolean holdsTheValue(Path file) {
        return text(file).contains(WRITTEN);
    }

    /** As many bytes as before. */
    private static void damage(Path file) throws IOException {
        String text = text(file);
        assertThat(text).contains(WRITTEN);
        Files.writeString(file, text.replace(WRITTEN, DAMAGE), StandardCharsets.ISO_8859_1);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
