package io.schism.harness.system.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.schism.harness.Needs;
import io.schism.harness.environment.local.ClockFactory;
import io.schism.harness.environment.local.LocalEnvironment;
import io.schism.harness.environment.local.LocalLayout;
import io.schism.harness.system.Readiness;
import io.schism.harness.system.SystemUnderTest;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.UpgradeControl;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The etcd on the PATH and the newest 3.5 that was unpacked, in one cluster. */
@Timeout(180)
class EtcdUpgradeTest {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration CALL = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    @Test
    void mixesVersionsGoesBackAndUpgradesForGood() {
        SystemUnderTest system = Etcd.orSkip();
        Needs.etcdVersion("3.5");
        try (LocalEnvironment environment =
                LocalEnvironment.create(LocalLayout.of(3, directory), ClockFactory.none())) {
            environment.start(system);
            Readiness.await(environment, system, START);
            UpgradeControl upgrades = system.upgrades(environment).orElseThrow();
            assumeThat(upgrades.refusal())
                    .as("an upgrade of the etcd on the PATH")
                    .isEmpty();
            String old = upgrades.oldVersion();
            String newer = upgrades.newVersion();
            List<Node> nodes = environment.nodes();
            put(system, environment, "before", "1");

            change(environment, system, upgrades, nodes.get(0), newer);
            assertThat(upgrades.version(nodes.get(0))).contains(newer);
            assertThat(upgrades.version(nodes.get(1))).contains(old);
            put(system, environment, "mixed", "2");
            change(environment, system, upgrades, nodes.get(0), old);
            assertThat(upgrades.version(nodes.get(0))).contains(old);

            upgrades.commit();
            nodes.forEach(node -> change(environment, system, upgrades, node, newer));

            assertThat(nodes)
                    .allSatisfy(node -> assertThat(upgrades.version(node)).contains(newer));
            for (Node node : nodes) {
                try (Session session = system.session(environment.clientAddress(node), CALL)) {
                    KeyValue store = session.ability(KeyValue.class).orElseThrow();
                    assertThat(store.get("before")).map(Versioned::value).contains("1");
                    assertThat(store.get("mixed")).map(Versioned::value).contains("2");
                }
            }
        }
    }

    @Test
    void saysWhatIsMissing() {
        Needs.etcd();
        SystemUnderTest system = EtcdSystem.with("etcd", Map.of("upgrade-to", "/nowhere/etcd"));
        try (LocalEnvironment environment =
                LocalEnvironment.create(LocalLayout.of(3, directory), ClockFactory.none())) {
            assertThat(system.upgrades(environment).orElseThrow().refusal())
                    .hasValueSatisfying(
                            why -> assertThat(why).contains("--set upgrade-to=/nowhere/etcd", "cannot be run"));
        }
    }

    private static void change(
            LocalEnvironment environment, SystemUnderTest system, UpgradeControl upgrades, Node node, String version) {
        environment.processes().kill(node);
        upgrades.install(node, version);
        environment.processes().start(node);
        Readiness.await(environment, system, START);
    }

    private static void put(SystemUnderTest system, LocalEnvironment environment, String key, String value) {
        try (Session session = system.stores(environment, CALL).open(0)) {
            session.ability(KeyValue.class).orElseThrow().put(key, value);
        }
    }
}
