package io.schism.harness.environment.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import io.schism.harness.Needs;
import io.schism.harness.environment.docker.image.LocalImages;
import io.schism.harness.system.Readiness;
import io.schism.harness.system.SystemUnderTest;
import io.schism.harness.system.catalogue.Systems;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl;
import io.schism.nemesis.target.NetworkControl.Imposed;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.Reach;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What packets suffer between real containers, as the kernels at both ends see it. One cluster serves all tests, and each leaves it healthy. */
@Timeout(120)
class PacketShapingTest {
    private static final Duration READY = Duration.ofSeconds(60);
    private static final String RUN = "packets-" + ProcessHandle.current().pid() + "-" + System.nanoTime();

    @TempDir
    static Path logs;

    private static DockerClient client;
    private static SystemUnderTest etcd;
    private static DockerEnvironment cluster;
    private static Node one;
    private static Node two;
    private static Node three;
    private static Link link;

    @BeforeAll
    static void startCluster() {
        Needs.docker();
        Needs.etcd();
        Needs.program("nft", "nftables");
        Engine engine = Engine.connect();
        client = engine.client();
        LocalImages images = new LocalImages(client, line -> {});
        etcd = Systems.named("etcd", Map.of(), "etcd");
        cluster = DockerEnvironment.create(
                engine, ContainerRuns.options(RUN, 3, images.etcd(Optional.empty()), images, logs));
        one = cluster.nodes().get(0);
        two = cluster.nodes().get(1);
        three = cluster.nodes().get(2);
        link = new Link(one, two);
        cluster.start(etcd);
        Readiness.await(cluster, etcd, READY);
        Optional<String> refusal = cluster.network().refusal(new Impairment.Corrupt(0.5));
        assumeTrue(refusal.isEmpty(), () -> "needs a packet queue: " + refusal);
    }

    @AfterAll
    static void removeCluster() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @AfterEach
    void recovers() {
        assertThat(answer(link)).isPresent();
        assertThat(answer(new Link(one, three))).isPresent();
        Readiness.await(cluster, etcd, READY);
    }

    @Test
    void delaysTheLinkAskedForAndNoOther() {
        try (Imposed delay = network()
                .impose(new Impairment.Delay(Duration.ofMillis(150), Duration.ofMillis(30), 0.5), List.of(link))) {
            assertThat(answer(link).orElseThrow()).isGreaterThan(Duration.ofMillis(110));
            assertThat(answer(new Link(two, three)).orElseThrow()).isLessThan(Duration.ofMillis(110));
            assertThat(delay.affected()).isPositive();
        }
        assertThat(answer(link).orElseThrow()).isLessThan(Duration.ofMillis(110));
    }

    @Test
    void delaysAddUpWhereTwoAreOnOneLink() {
        Impairment.Delay delay = new Impairment.Delay(Duration.ofMillis(60), Duration.ZERO, 0);
        try (Imposed first = network().impose(delay, List.of(link));
                Imposed second = network().impose(delay, List.of(link, link.reversed()))) {
            assertThat(answer(link).orElseThrow()).isGreaterThan(Duration.ofMillis(180));
            first.close();
            assertThat(answer(link).orElseThrow()).isBetween(Duration.ofMillis(120), Duration.ofMillis(180));
            assertThat(second.affected()).isPositive();
        }
    }

    @Test
    void doublesPackets() throws Exception {
        try (Imposed doubled = network().impose(new Impairment.Duplicate(1), List.of(link))) {
            long before = counter(two, "snmp", "Tcp", "OutRsts");
            for (int i = 0; i < 5; i++) {
                answer(link);
            }
            // A kernel refuses every request for a connection that it sees, and it has seen each twice.
            assertThat(counter(two, "snmp", "Tcp", "OutRsts") - before).isGreaterThanOrEqualTo(10);
            assertThat(doubled.affected()).isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void damagesPacketsSoThatTheReceiverThrowsThemAway() throws Exception {
        long before = counter(two, "snmp", "Tcp", "InCsumErrors");
        try (Imposed corrupt = network().impose(new Impairment.Corrupt(1), List.of(link))) {
            assertThat(answer(link)).isEmpty();
            assertThat(corrupt.affected()).isPositive();
            assertThat(counter(two, "snmp", "Tcp", "InCsumErrors")).isGreaterThan(before);
        }
    }

    @Test
    void letsPacketsOvertakeOthers() throws Exception {
        Node leader = Readiness.await(cluster, etcd, READY);
        Node follower = leader.equals(two) ? one : two;
        long before = counter(follower, "netstat", "TcpExt", "TCPOFOQueue");
        try (Imposed reorder = network()
                .impose(new Impairment.Reorder(0.5, Duration.ofMillis(20)), List.of(new Link(leader, follower)))) {
            writeMuch(leader);
            assertThat(reorder.affected()).isPositive();
            assertThat(counter(follower, "netstat", "TcpExt", "TCPOFOQueue")).isGreaterThan(before);
        }
    }

    @Test
    void letsPacketsPassWhenTheShaperDies() throws Exception {
        try (Imposed corrupt = network().impose(new Impairment.Corrupt(1), List.of(link))) {
            assertThat(answer(link)).isEmpty();

            look(
                    two,
                    "for p in /proc/[0-9]*; do read -r -d '' program <$p/cmdline || continue;"
                            + " if [[ $program = */java ]]; then kill -9 ${p#/proc/}; fi; done");

            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (answer(link).isEmpty()) {
                assertThat(System.nanoTime())
                        .as("waited 20 s for packets to pass")
                        .isLessThan(deadline);
            }
        }
        doublesPackets(); // by a shaper started anew
    }

    @Test
    void silencesALinkForProbesToo() {
        try (Imposed cut = network().impose(new Impairment.Drop(), List.of(link))) {
            Reach reach = network()
                    .probe(List.of(link, link.reversed(), new Link(one, three)))
                    .orElseThrow();

            assertThat(reach.answers()).hasSize(2).containsEntry("n1–n2", Optional.empty());
            assertThat(reach.answered()).isEqualTo(1);
            assertThat(reach.sentence()).startsWith("1 of 2 probes answered, in ");
            assertThat(cut.affected()).isPositive();
        }
    }

    @Test
    void tellsWhenACommandInAPodFails() {
        assertThatThrownBy(() -> look(one, "echo a reason; false"))
                .isInstanceOf(FaultException.class)
                .hasMessageEndingWith("a reason");
    }

    @Test
    void sendsNoProbeToClients() {
        assertThat(network().probe(List.of(new Link(Node.CLIENTS, one)))).isEmpty();
    }

    private static NetworkControl network() {
        return cluster.network();
    }

    private static Optional<Duration> answer(Link probed) {
        return network()
                .probe(List.of(probed))
                .orElseThrow()
                .answers()
                .values()
                .iterator()
                .next();
    }

    /** Values that take many packets each, by several clients at once. */
    private static void writeMuch(Node node) {
        InetSocketAddress address = cluster.clientAddress(node);
        URI put = URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/v3/kv/put");
        String value = Base64.getEncoder().encodeToString(new byte[60_000]);
        HttpClient http = HttpClient.newHttpClient();
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 40)
                .mapToObj(number -> http.sendAsync(
                                HttpRequest.newBuilder(put)
                                        .timeout(Duration.ofSeconds(20))
                                        .POST(BodyPublishers.ofString("{\"key\":\"Zm9v\",\"value\":\"" + value + "\"}"))
                                        .build(),
                                BodyHandlers.discarding())
                        .thenApply(answer -> answer.statusCode()))
                .toList();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(200));
    }

    private static long counter(Node node, String file, String group, String name) throws IOException {
        return ContainerRuns.counter(client, side(node), file, group, name);
    }

    private static String look(Node node, String command) throws IOException {
        return ContainerRuns.look(client, side(node), command);
    }

    private static String side(Node node) {
        return ContainerRuns.side(RUN, node);
    }
}
