package io.schism.harness.environment.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.harness.Await;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl.Imposed;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The environment under a real three-node etcd cluster. */
@Timeout(120)
final class EtcdClusterTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path run;

    private final EtcdFixture etcd = new EtcdFixture();
    private LocalEnvironment environment;

    @BeforeEach
    void startCluster() {
        Assumptions.assumeTrue(EtcdFixture.installed(), "etcd is not on PATH (Debian: apt install etcd-server)");
        environment = LocalEnvironment.create(LocalLayout.of(3, run), ClockFactory.none());
        environment.start(etcd);
        awaitHealthy();
    }

    @AfterEach
    void closeCluster() {
        if (environment != null) {
            environment.close();
        }
    }

    private void awaitHealthy() {
        Await.until(
                "all healthy",
                () -> environment.nodes().stream().allMatch(node -> etcd.healthy(environment, node, SECOND)));
    }

    private Node awaitLeader() {
        List<Node> found = new ArrayList<>();
        Await.until("a leader", () -> {
            etcd.leader(environment, SECOND).ifPresent(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    private List<Node> others(Node node) {
        return environment.nodes().stream().filter(each -> !each.equals(node)).toList();
    }

    private List<Link> bothWays(Node node) {
        List<Link> links = new ArrayList<>();
        for (Node other : others(node)) {
            links.add(new Link(node, other));
            links.add(new Link(other, node));
        }
        return links;
    }

    @Test
    void everyPeerConnectionGoesThroughTheProxy() throws IOException {
        Assumptions.assumeTrue(
                Files.isReadable(Path.of("/proc/net/tcp")), "there is no /proc/net/tcp to look connections up in");
        awaitLeader();
        Set<Integer> peerPorts =
                environment.sites().stream().map(site -> site.peerPort()).collect(Collectors.toSet());
        long own = ProcessHandle.current().pid();

        // Whoever holds the dialling end of a connection to a peer port must be this process.
        Set<Long> diallers = Sockets.diallersOf(peerPorts);

        assertThat(diallers).containsExactly(own);
    }

    @Test
    void electsAnotherLeaderWhileTheLeaderIsCutOffAndRecoversAfterTheHeal() {
        Node leader = awaitLeader();
        assertThat(etcd.put(environment, leader, "before", "1", Duration.ofSeconds(5)))
                .isTrue();

        Imposed cut = environment.network().impose(new Impairment.Drop(), bothWays(leader));
        Await.until(
                "another leader",
                () -> etcd.leader(environment, SECOND)
                        .filter(node -> !node.equals(leader))
                        .isPresent());
        Node successor = awaitLeader();
        assertThat(etcd.put(environment, successor, "during", "2", Duration.ofSeconds(5)))
                .isTrue();
        assertThat(etcd.put(environment, leader, "lost", "3", Duration.ofMillis(500)))
                .isFalse();
        assertThat(cut.affected()).isPositive();
        assertThat(cut.unit()).isEqualTo("bytes");

        cut.close();
        awaitHealthy();
        Await.until(
                "the old leader reads what it missed", () -> etcd.reads(environment, leader, "during", "2", SECOND));
    }

    @Test
    void cutsOneDirectionAndLetsTheOtherPass() {
        Node leader = awaitLeader();
        Node follower = others(leader).get(0);
        Link link = new Link(leader, follower);

        try (Imposed cut = environment.network().impose(new Impairment.Drop(), List.of(link));
                // A delay of nothing does no harm and counts what passes.
                Imposed tap = environment
                        .network()
                        .impose(new Impairment.Delay(Duration.ZERO, Duration.ZERO, 0), List.of(link.reversed()))) {
            Await.until("bytes held towards the follower", () -> cut.affected() > 0);
            Await.until("bytes passing towards the leader", () -> tap.affected() > 0);
            // Without heartbeats the follower campaigns; the cluster goes on with whoever wins.
            Await.until(
                    "a working leader",
                    () -> etcd.leader(environment, SECOND)
                            .filter(node -> etcd.put(environment, node, "k", "v", Duration.ofSeconds(2)))
                            .isPresent());
        }
        awaitHealthy();
    }

    @Test
    void cutsAPairAndLeavesTheThirdNodeInTouchWithBoth() {
        Node leader = awaitLeader();
        Node follower = others(leader).get(0);
        Link link = new Link(follower, leader);

        try (Imposed pair = environment.network().impose(new Impairment.Drop(), List.of(link, link.reversed()))) {
            Await.until("bytes held", () -> pair.affected() > 0);
            Await.until(
                    "a working leader",
                    () -> etcd.leader(environment, SECOND)
                            .filter(node -> etcd.put(environment, node, "k", "v", Duration.ofSeconds(2)))
                            .isPresent());
        }
        awaitHealthy();
    }

    @Test
    void keepsDataAndPortsOverKillAndRestart() {
        Node victim = awaitLeader();
        assertThat(etcd.put(environment, victim, "kept", "1", Duration.ofSeconds(5)))
                .isTrue();
        long before = environment.processes().pid(victim).orElseThrow();

        environment.processes().kill(victim);
        assertThat(environment.processes().state(victim)).isEqualTo(State.DEAD);
        environment.processes().start(victim);
        awaitHealthy();

        assertThat(environment.processes().pid(victim).orElseThrow()).isNotEqualTo(before);
        Await.until("the old value", () -> etcd.reads(environment, victim, "kept", "1", SECOND));
    }

    @Test
    void replacesAPausedLeader() {
        Node leader = awaitLeader();

        environment.processes().pause(leader);
        assertThat(environment.processes().state(leader)).isEqualTo(State.PAUSED);
        Await.until(
                "another leader",
                () -> etcd.leader(environment, Duration.ofMillis(300))
                        .filter(node -> !node.equals(leader))
                        .isPresent());
        assertThat(etcd.healthy(environment, leader, Duration.ofMillis(300))).isFalse();

        environment.processes().resume(leader);
        awaitHealthy();
    }

    @Test
    void leavesLogsAndNothingElse() throws IOException {
        awaitLeader();
        List<Long> pids = environment.nodes().stream()
                .map(node -> environment.processes().pid(node).orElseThrow())
                .toList();

        environment.close();

        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        assertThat(run.resolve("data")).doesNotExist();
        try (var files = Files.walk(run)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> run.relativize(file).toString()))
                    .containsExactlyInAnyOrder("nodes/n1/output.log", "nodes/n2/output.log", "nodes/n3/output.log");
        }
    }
}
