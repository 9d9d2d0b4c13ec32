package io.schism.harness.environment.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports;
import io.schism.harness.Await;
import io.schism.harness.Needs;
import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.environment.docker.image.LocalImages;
import io.schism.harness.system.Readiness;
import io.schism.harness.system.SystemUnderTest;
import io.schism.harness.system.catalogue.Systems;
import io.schism.nemesis.target.ClockControl;
import io.schism.nemesis.target.ClockControl.Skew;
import io.schism.nemesis.target.CpuControl;
import io.schism.nemesis.target.CpuControl.Limited;
import io.schism.nemesis.target.FreezeControl;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl.Imposed;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real etcd in real containers; one cluster serves all tests, and each leaves it healthy. */
@Timeout(120)
class DockerEnvironmentTest {
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration QUESTION = Duration.ofSeconds(1);
    private static final int DATAGRAM = 928;
    private static final String RUN = "test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();

    @TempDir
    static Path logs;

    private static DockerClient client;
    private static LocalImages images;
    private static SystemUnderTest etcd;
    private static DockerEnvironment cluster;
    private static List<Node> nodes;

    @BeforeAll
    static void startCluster() {
        Needs.docker();
        Needs.etcd();
        Needs.program("nft", "nftables");
        Engine engine = Engine.connect();
        client = engine.client();
        images = new LocalImages(client, line -> {});
        etcd = Systems.named("etcd", Map.of(), "etcd");
        cluster = DockerEnvironment.create(engine, options(RUN));
        nodes = cluster.nodes();
        cluster.start(etcd);
        Readiness.await(cluster, etcd, READY);
    }

    @AfterAll
    static void removeCluster() {
        if (cluster != null) {
            cluster.close();
            assertThat(leftovers(RUN)).isEmpty();
            assertThat(logs.resolve("n1").resolve("container.log")).isNotEmptyFile();
        }
    }

    @Test
    void pausesANodeAndLetsItGoOn() {
        Node node = nodes.get(0);
        long pid = cluster.processes().pid(node).orElseThrow();

        cluster.processes().pause(node);

        assertThat(cluster.processes().state(node)).isEqualTo(State.PAUSED);
        assertThat(etcd.healthy(cluster, node, QUESTION)).isFalse();
        cluster.processes().resume(node);
        assertThat(cluster.processes().state(node)).isEqualTo(State.RUNNING);
        assertThat(cluster.processes().pid(node)).contains(pid);
        Readiness.await(cluster, etcd, READY);
    }

    @Test
    void killsAPausedNodeAndStartsItOnItsDataAndPort() {
        Node node = nodes.get(1);
        long pid = cluster.processes().pid(node).orElseThrow();
        cluster.processes().pause(node);

        cluster.processes().kill(node);

        assertThat(cluster.processes().state(node)).isEqualTo(State.DEAD);
        assertThat(cluster.processes().pid(node)).isEmpty();
        var address = cluster.clientAddress(node);
        cluster.processes().start(node);
        Readiness.await(cluster, etcd, READY);
        assertThat(cluster.clientAddress(node)).isEqualTo(address);
        assertThat(cluster.processes().pid(node).orElseThrow()).isNotEqualTo(pid);
    }

    @Test
    void givesOneNodeAClockOfItsOwnAcrossARestartAndMovesNoOther() throws Exception {
        ClockControl clocks = cluster.clocks().orElseThrow();
        Node node = nodes.get(2);
        assertThat(clocks.refusal()).isEmpty();
        Duration hostBefore = Duration.between(Instant.EPOCH, Instant.now()).minusNanos(System.nanoTime());

        clocks.skew(node, new Skew(Duration.ofHours(1), 0), Skew.NONE);

        assertThat(ahead(node)).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        assertThat(clocks.offset(node)).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        assertThat(ahead(nodes.get(0)).abs()).isLessThan(Duration.ofMinutes(1));
        cluster.processes().kill(node);
        cluster.processes().start(node);
        Readiness.await(cluster, etcd, READY);
        assertThat(ahead(node)).as("after the restart").isGreaterThan(Duration.ofMinutes(59));
        clocks.reset(node);
        assertThat(ahead(node).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(clocks.offset(node)).isZero();
        Duration host = Duration.between(Instant.EPOCH, Instant.now()).minusNanos(System.nanoTime());
        assertThat(host.minus(hostBefore).abs()).as("the host's clock").isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void leavesANodeStoppedWhoseClockIsChanged() {
        Node node = nodes.get(0);
        ClockControl clocks = cluster.clocks().orElseThrow();
        cluster.processes().pause(node);

        clocks.skew(node, new Skew(Duration.ofMinutes(-5), 0), Skew.NONE);

        assertThat(cluster.processes().state(node)).isEqualTo(State.PAUSED);
        assertThat(etcd.healthy(cluster, node, QUESTION)).isFalse();
        clocks.reset(node);
        assertThat(cluster.processes().state(node)).isEqualTo(State.PAUSED);
        cluster.processes().resume(node);
        Readiness.await(cluster, etcd, READY);
    }

    @Test
    void freezesANodeAndKillsAFrozenOne() {
        Node node = nodes.get(1);
        FreezeControl freezer = cluster.freezer().orElseThrow();

        freezer.freeze(node);

        assertThat(freezer.frozen(node)).isTrue();
        assertThat(etcd.healthy(cluster, node, QUESTION)).isFalse();
        cluster.clocks().orElseThrow().skew(node, new Skew(Duration.ofMinutes(5), 0), Skew.NONE);
        assertThat(freezer.frozen(node)).as("after its clock was changed").isTrue();
        cluster.clocks().orElseThrow().reset(node);
        freezer.thaw(node);
        assertThat(freezer.frozen(node)).isFalse();
        Readiness.await(cluster, etcd, READY);
        freezer.freeze(node);
        cluster.processes().kill(node);
        assertThat(cluster.processes().state(node)).isEqualTo(State.DEAD);
        cluster.processes().start(node);
        Readiness.await(cluster, etcd, READY);
    }

    /** How far the clock by which a node's server dates its answers is ahead of the harness' own, to the second. */
    private static Duration ahead(Node node) throws IOException, InterruptedException {
        InetSocketAddress address = cluster.clientAddress(node);
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://" + address.getHostString() + ":" + address.getPort() + "/version"))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        String date = answer.headers().firstValue("Date").orElseThrow();
        return Duration.between(
                Instant.now(),
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    }

    @Test
    void isolatesTheLeaderSoThatAnotherLeadsAndHealsThatCutAlone() {
        Node leader = Readiness.await(cluster, etcd, READY);
        List<Link> links = new ArrayList<>();
        for (Node node : nodes) {
            if (!node.equals(leader)) {
                links.add(new Link(leader, node));
                links.add(new Link(node, leader));
            }
        }
        Node other =
                nodes.stream().filter(node -> !node.equals(leader)).findFirst().orElseThrow();
        try (Imposed cut = cluster.network().impose(new Impairment.Drop(), links);
                Imposed further =
                        cluster.network().impose(new Impairment.Drop(), List.of(new Link(Node.CLIENTS, other)))) {
            Await.until("packets on the cut links", () -> cut.affected() > 0);
            assertThat(etcd.healthy(cluster, other, QUESTION))
                    .as("clients are cut from it")
                    .isFalse();
            further.close();
            Await.until(
                    "another leader",
                    () -> etcd.leader(cluster, QUESTION)
                            .filter(now -> !now.equals(leader))
                            .isPresent());
            assertThat(etcd.healthy(cluster, leader, QUESTION)).isFalse();
        }
        Readiness.await(cluster, etcd, READY);
    }

    @Test
    void losesAboutTheShareOfPacketsAskedFor() throws IOException {
        Link link = new Link(nodes.get(0), nodes.get(1));
        try (Imposed loss = cluster.network().impose(new Impairment.Loss(0.2), List.of(link))) {
            long lost = 400 - arrived(link, "for i in {1..400}; do " + send(link) + "; done");
            Link spared = new Link(nodes.get(0), nodes.get(2));

            // Five standard deviations to either side; the cluster's own packets are lost, too.
            assertThat(lost).isBetween(40L, 120L).isLessThanOrEqualTo(loss.affected());
            assertThat(arrived(spared, "for i in {1..100}; do " + send(spared) + "; done"))
                    .isEqualTo(100);
        }
        Readiness.await(cluster, etcd, READY);
    }

    @Test
    void letsNoMoreThanTheRatePassAndCountsWhatIsSubjectToIt() throws IOException {
        int rate = 20_000;
        Link link = new Link(nodes.get(0), nodes.get(1));
        String muchForFourSeconds = "((end = SECONDS + 5)); while ((SECONDS < end)); do for i in {1..10}; do "
                + send(link) + "; done; sleep 0.02; done";
        long begun = System.nanoTime();
        try (Imposed narrow = cluster.network().impose(new Impairment.Rate(rate), List.of(link))) {
            long bytes = arrived(link, muchForFourSeconds) * DATAGRAM;
            double seconds = (System.nanoTime() - begun) / 1e9;

            // What is late by then is not counted; a second of bash may be cut short by up to one.
            assertThat(bytes).isBetween(4 * rate / 2L, (long) (65_536 + rate * seconds));
            assertThat(narrow.affected() * DATAGRAM).isGreaterThan(2 * bytes);
        }
        Readiness.await(cluster, etcd, READY);
    }

    /** A command that sends one datagram of {@link #DATAGRAM} bytes, its headers included, to a port where nobody listens. */
    private static String send(Link link) {
        return "printf %0900d 0 >/dev/udp/" + cluster.pod(link.to()).address() + "/9";
    }

    /** How many datagrams the receiving kernel sees while the command runs at the sender. */
    private static long arrived(Link link, String command) throws IOException {
        String receiver = ContainerRuns.side(RUN, link.to());
        long before = ContainerRuns.counter(client, receiver, "snmp", "Udp", "NoPorts");
        var unused = ContainerRuns.look(client, ContainerRuns.side(RUN, link.from()), command);
        return ContainerRuns.counter(client, receiver, "snmp", "Udp", "NoPorts") - before;
    }

    @Test
    void holdsANodesProcessorBackByTheTightestOfTwoLimits() {
        CpuControl cpu = cluster.cpu().orElseThrow();
        Node node = nodes.get(2);
        try (Limited wide = cpu.limit(node, 1.5)) {
            try (Limited tight = cpu.limit(node, 0.01)) {
                assertThat(quota(node)).isEqualTo(1_000);
                Await.until("held back", () -> tight.throttled() > 0);
            }
            assertThat(quota(node)).isEqualTo(150_000);
            assertThat(wide.throttled()).isNotNegative();
        }
        assertThat(quota(node)).isNotPositive();
        Readiness.await(cluster, etcd, READY);
    }

    private static long quota(Node node) {
        return client.inspectContainerCmd("schism-" + RUN + "-" + node)
                .exec()
                .getHostConfig()
                .getCpuQuota();
    }

    @Test
    void givesNoNodeAPrivilegeAndPublishesOnLoopbackAlone() {
        for (var container : client.listContainersCmd()
                .withLabelFilter(List.of(Engine.RUN_LABEL + "=" + RUN))
                .exec()) {
            HostConfig config =
                    client.inspectContainerCmd(container.getId()).exec().getHostConfig();
            String name = container.getNames()[0];
            boolean side = name.endsWith("-side");
            List<Capability> granted = name.endsWith("-clock")
                    ? List.of(Capability.SYS_PTRACE)
                    : side ? List.of(Capability.NET_ADMIN, Capability.NET_RAW) : List.of();
            assertThat(config.getPrivileged()).isNotEqualTo(true);
            assertThat(Optional.ofNullable(config.getCapAdd()).map(List::of).orElse(List.of()))
                    .isEqualTo(granted);
            if (!side) {
                assertThat(config.getCapDrop()).containsExactly(Capability.ALL);
            }
            Optional.ofNullable(config.getPortBindings())
                    .map(Ports::getBindings)
                    .orElse(Map.of())
                    .values()
                    .forEach(bindings -> assertThat(bindings)
                            .allSatisfy(
                                    binding -> assertThat(binding.getHostIp()).isEqualTo("127.0.0.1")));
        }
    }

    @Test
    void refusesByNameWhatTheKernelLacks() {
        assertThat(cluster.network().refusal(new Impairment.Drop())).isEmpty();
        cluster.network()
                .refusal(new Impairment.Corrupt(0.1))
                .ifPresent(reason -> assertThat(reason).contains("corrupt").contains("netem"));
    }

    @Test
    void leavesNothingWhenAnImageCannotBeHad() {
        String run = RUN + "-broken";
        DockerOptions sound = options(run);
        DockerOptions broken = new DockerOptions(
                run,
                1,
                "schism/not-there:0",
                sound.podImage(),
                2379,
                2380,
                sound.shaper(),
                sound.inImage(),
                logs,
                Optional.empty());

        assertThatThrownBy(() -> DockerEnvironment.create(Engine.connect(), broken))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("schism/not-there:0");

        assertThat(leftovers(run)).isEmpty();
    }

    @Test
    void sweepsWhatAKilledRunLeft() {
        String run = RUN + "-killed";
        DockerEnvironment abandoned = DockerEnvironment.create(Engine.connect(), options(run));
        assertThat(leftovers(run)).isNotEmpty();

        assertThat(new Sweep(Engine.connect()).remove(Optional.of(run))).isNotEmpty();

        assertThat(leftovers(run)).isEmpty();
        abandoned.close();
    }

    private static DockerOptions options(String run) {
        return ContainerRuns.options(run, 3, images.etcd(Optional.empty()), images, logs);
    }

    private static List<String> leftovers(String run) {
        List<String> labels = List.of(Engine.RUN_LABEL + "=" + run);
        List<String> left = new ArrayList<>();
        client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(labels)
                .exec()
                .forEach(c -> left.add(c.getId()));
        client.listNetworksCmd().withFilter("label", labels).exec().forEach(n -> left.add(n.getName()));
        var volumes = client.listVolumesCmd().withFilter("label", labels).exec().getVolumes();
        if (volumes != null) {
            volumes.forEach(v -> left.add(v.getName()));
        }
        return left;
    }

    @Test
    void keepsTheLogsOfANode() throws Exception {
        assertThat(cluster.logTail(nodes.get(2), 5).lines()).hasSizeBetween(1, 5);
        assertThat(Files.isDirectory(logs)).isTrue();
    }
}
