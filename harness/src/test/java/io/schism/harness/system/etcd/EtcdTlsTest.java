package io.schism.harness.system.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.RangeRequest;
import io.schism.harness.Await;
import io.schism.harness.environment.local.ClockFactory;
import io.schism.harness.environment.local.LocalEnvironment;
import io.schism.harness.environment.local.LocalLayout;
import io.schism.harness.system.Readiness;
import io.schism.harness.system.SystemUnderTest;
import io.schism.harness.system.channel.ChannelSecurity;
import io.schism.harness.system.channel.PinnedChannel;
import io.schism.nemesis.target.AdminControl.Action;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl.Imposed;
import io.schism.nemesis.target.Node;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Replica;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three real members that know each other, and their clients, by certificates alone. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EtcdTlsTest {
    private static final Duration CALL = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofSeconds(60);

    private Path folder;
    private SystemUnderTest etcd;
    private LocalEnvironment cluster;

    @BeforeAll
    void start(@TempDir Path directory) {
        var unused = Etcd.orSkip();
        folder = directory.resolve("tls");
        etcd = EtcdSystem.with("etcd", Map.of("tls", "mutual"));
        etcd.prepare(directory);
        cluster = LocalEnvironment.create(LocalLayout.of(3, directory), ClockFactory.none());
        cluster.start(etcd);
        Readiness.await(cluster, etcd, LONG);
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void servesWhoeverHasACertificate() {
        try (Session session = etcd.stores(cluster, CALL).open(0)) {
            KeyValue keys = session.ability(KeyValue.class).orElseThrow();

            keys.put("key", "value");

            assertThat(keys.get("key")).map(KeyValue.Versioned::value).contains("value");
            assertThat(session.ability(Replica.class).orElseThrow().standing().node())
                    .isEqualTo("n1");
        }
    }

    @Test
    void operatorsHaveACertificateToo() {
        assertThat(etcd.membership(cluster).orElseThrow().members()).isEqualTo(cluster.nodes());
        assertThat(etcd.admin(cluster)
                        .orElseThrow()
                        .perform(Action.SNAPSHOT, cluster.nodes().get(0)))
                .startsWith("gave a snapshot");
    }

    @Test
    void refusesAClientWithoutACertificate() throws Exception {
        refuses(ChannelSecurity.trusting(authority()));
    }

    @Test
    void refusesAClientThatSpeaksPlainly() {
        refuses(ChannelSecurity.none());
    }

    private void refuses(ChannelSecurity security) {
        Node node = cluster.nodes().get(0);
        try (PinnedChannel channel =
                PinnedChannel.open(cluster.clientAddress(node), CALL, EtcdErrors::kindOf, security)) {
            assertThat(catchThrowableOfType(
                                    StoreException.class,
                                    () -> channel.call(
                                            KVGrpc.getRangeMethod(),
                                            RangeRequest.newBuilder()
                                                    .setKey(Bytes.of("key"))
                                                    .build()))
                            .kind())
                    .isEqualTo(Kind.NOT_SENT);
        }
    }

    @Test
    void keepsItsKeysFromOthers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(3 + 3 * 4)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    /** The peers' connections are sealed, yet pass through the proxies: each is cut and healed by itself. */
    @Test
    void isSplitLikeAPlainCluster() {
        Node leader = Readiness.await(cluster, etcd, LONG);
        List<Link> links = cluster.nodes().stream()
                .filter(node -> !node.equals(leader))
                .flatMap(node -> Stream.of(new Link(leader, node), new Link(node, leader)))
                .toList();
        try (Imposed cut = cluster.network().impose(new Impairment.Drop(), links)) {
            Await.until("another leads", LONG, () -> etcd.leader(cluster, CALL).filter(other -> !other.equals(leader)));
            assertThat(cut.affected()).isPositive();
        }
        Readiness.await(cluster, etcd, LONG);
        cluster.processes().kill(leader);
        cluster.processes().start(leader);
        assertThat(Optional.of(Readiness.await(cluster, etcd, LONG))).isPresent();
    }

    private X509Certificate authority() throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(folder.resolve("ca.pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
