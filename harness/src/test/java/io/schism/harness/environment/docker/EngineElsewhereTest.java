package io.schism.harness.environment.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.schism.harness.Needs;
import io.schism.harness.environment.docker.image.LocalImages;
import io.schism.harness.system.Readiness;
import io.schism.harness.system.SystemUnderTest;
import io.schism.harness.system.catalogue.Systems;
import io.schism.nemesis.target.ClockControl;
import io.schism.nemesis.target.ClockControl.Skew;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes by way of the engine alone when its processes do not show on this machine. */
@Timeout(120)
class EngineElsewhereTest {
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Node NODE = new Node("n1");

    @TempDir
    static Path logs;

    private static SystemUnderTest etcd;
    private static DockerEnvironment cluster;

    @BeforeAll
    static void startCluster() {
        Needs.docker();
        Needs.etcd();
        Engine engine = Engine.connect();
        LocalImages images = new LocalImages(engine.client(), line -> {});
        etcd = Systems.named("etcd", Map.of(), "etcd");
        DockerOptions options = ContainerRuns.options(
                "elsewhere-" + ProcessHandle.current().pid(), 1, images.etcd(Optional.empty()), images, logs);
        cluster = DockerEnvironment.create(engine, options, Optional.empty(), HostProcesses.unseen());
        cluster.start(etcd);
        Readiness.await(cluster, etcd, READY);
    }

    @AfterAll
    static void removeCluster() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void pausesAndResumes() {
        cluster.processes().pause(NODE);

        assertThat(cluster.processes().state(NODE)).isEqualTo(State.PAUSED);
        cluster.processes().resume(NODE);
        assertThat(cluster.processes().state(NODE)).isEqualTo(State.RUNNING);
        Readiness.await(cluster, etcd, READY);
    }

    @Test
    void changesAClockAndGivesTheTrueTimeBack() {
        ClockControl clocks = cluster.clocks().orElseThrow();

        clocks.skew(NODE, new Skew(Duration.ofHours(1), 0), Skew.NONE);

        assertThat(clocks.offset(NODE)).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        assertThat(cluster.processes().state(NODE)).isEqualTo(State.RUNNING);
        clocks.reset(NODE);
        assertThat(clocks.offset(NODE)).isZero();
        Readiness.await(cluster, etcd, READY);
    }

    @Test
    void takesNoProcessForOneOfAnotherContainer() {
        try (HostProcesses host = HostProcesses.ofThisMachine()) {
            long own = ProcessHandle.current().pid();

            assertThat(host.stopped(own, cluster.pod(NODE))).isEmpty();
            assertThat(host.signal("STOP", own, cluster.pod(NODE))).isFalse();
        }
    }
}
