package io.schism.harness.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schism.harness.environment.local.ClockFactory;
import io.schism.harness.environment.local.LocalEnvironment;
import io.schism.harness.environment.local.LocalLayout;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl.Imposed;
import io.schism.nemesis.target.Node;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import io.schism.workloads.client.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every system promises to the harness, tried on three real nodes. */
@Timeout(120)
public abstract class SystemContract {
    protected static final Duration CALL = Duration.ofSeconds(2);
    private static final Duration START = Duration.ofSeconds(40);

    @TempDir
    protected Path directory;

    protected LocalEnvironment environment;
    protected SystemUnderTest system;
    protected Stores stores;
    protected Node leader;

    protected abstract SystemUnderTest system();

    @BeforeEach
    void start() {
        environment = LocalEnvironment.create(LocalLayout.of(3, directory), ClockFactory.none());
        system = system();
        environment.start(system);
        leader = Readiness.await(environment, system, START);
        stores = system.stores(environment, CALL);
    }

    @AfterEach
    void stop() {
        environment.close();
    }

    protected int number(Node node) {
        return environment.nodes().indexOf(node);
    }

    protected Node follower() {
        return environment.nodes().stream()
                .filter(node -> !node.equals(leader))
                .findFirst()
                .orElseThrow();
    }

    /** Both directions of every link of this node to the others; clients still reach it. */
    protected List<Link> linksOf(Node node) {
        return environment.nodes().stream()
                .filter(other -> !other.equals(node))
                .flatMap(other -> Stream.of(new Link(node, other), new Link(other, node)))
                .toList();
    }

    @Test
    void everyNodeServesReadsAndWrites() {
        for (int node = 0; node < 3; node++) {
            try (Session session = stores.open(node)) {
                KeyValue store = session.ability(KeyValue.class).orElseThrow();
                String key = "key" + node;
                assertThat(store.get(key)).isEmpty();

                Versioned first = store.put(key, "a");
                Versioned second = store.put(key, "b");

                assertThat(first.version()).isEqualTo(1);
                assertThat(second.version()).isEqualTo(2);
                assertThat(second.revision()).isGreaterThan(first.revision());
                assertThat(store.get(key)).contains(second);
                assertThat(store.compareAndSet(key, "a", "c")).isFalse();
                assertThat(store.compareAndSet(key, "b", "c")).isTrue();
                assertThat(store.get(key)).map(Versioned::value).contains("c");
                assertThat(store.compareAndSet("absent" + node, "x", "y")).isFalse();
            }
        }
    }

    @Test
    void whatIsWrittenThroughOneNodeIsReadThroughAnother() {
        try (Session writer = stores.open(0);
                Session reader = stores.open(1)) {
            KeyValue writes = writer.ability(KeyValue.class).orElseThrow();
            KeyValue reads = reader.ability(KeyValue.class).orElseThrow();
            for (int i = 0; i < 50; i++) {
                writes.put("k", "v" + i);
                assertThat(reads.get("k")).map(Versioned::value).contains("v" + i);
            }
        }
    }

    @Test
    void aKilledLeaderIsReplacedAndComesBackWithItsData() {
        try (Session session = stores.open(number(leader))) {
            session.ability(KeyValue.class).orElseThrow().put("kept", "yes");
        }

        environment.processes().kill(leader);

        Node next = Await.until(
                "a new leader", START, () -> system.leader(environment, CALL).filter(node -> !node.equals(leader)));
        assertThat(next).isNotEqualTo(leader);
        try (Session dead = stores.open(number(leader))) {
            KeyValue store = dead.ability(KeyValue.class).orElseThrow();
            StoreException refused =
                    catchThrowableOfType(StoreException.class, () -> store.put("to a dead node", "no"));
            assertThat(refused.kind()).isEqualTo(Kind.NOT_SENT);
            assertThat(system.healthy(environment, leader, CALL)).isFalse();

            environment.processes().start(leader);

            Optional<Versioned> kept =
                    Await.succeeds("the node serves again, on the same session", START, () -> store.get("kept"));
            assertThat(kept).map(Versioned::value).contains("yes");
        }
        Readiness.await(environment, system, START);
    }

    @Test
    void allNodesKilledKeepWhatTheyAcknowledged() {
        try (Session session = stores.open(0)) {
            KeyValue store = session.ability(KeyValue.class).orElseThrow();
            for (int i = 0; i < 20; i++) {
                store.put("k" + i, "v" + i);
            }
        }

        environment.nodes().forEach(environment.processes()::kill);
        environment.nodes().forEach(environment.processes()::start);

        Readiness.await(environment, system, START);
        try (Session session = stores.open(1)) {
            KeyValue store = session.ability(KeyValue.class).orElseThrow();
            for (int i = 0; i < 20; i++) {
                assertThat(store.get("k" + i)).map(Versioned::value).contains("v" + i);
            }
        }
    }

    @Test
    void aCallToAPausedNodeTimesOutAndTheNodeComesBack() {
        Node paused = leader;
        try (Session session = stores.open(number(paused))) {
            KeyValue store = session.ability(KeyValue.class).orElseThrow();
            store.put("k", "before");

            environment.processes().pause(paused);

            try {
                StoreException late = catchThrowableOfType(StoreException.class, () -> store.put("k", "late"));
                assertThat(late.kind()).isEqualTo(Kind.TIMEOUT);
                assertThat(late.kind().definite()).isFalse();
            } finally {
                environment.processes().resume(paused);
            }
            Await.succeeds("the resumed node serves", START, () -> store.put("k", "after"));
            // what timed out was not undone: it may even be applied after what came later
            assertThat(store.get("k")).map(Versioned::value).get().isIn("after", "late");
        }
    }

    @Test
    void aLeaderCutOffFromItsPeersIsReplacedAndComesBack() {
        Node cut = leader;
        try (Session isolated = stores.open(number(cut));
                Session majority = stores.open(number(follower()))) {
            KeyValue old = isolated.ability(KeyValue.class).orElseThrow();
            old.put("k", "before");

            try (Imposed partition = environment.network().impose(new Impairment.Drop(), linksOf(cut))) {
                Await.until(
                        "a new leader",
                        START,
                        () -> system.leader(environment, CALL).filter(node -> !node.equals(cut)));
                KeyValue store = majority.ability(KeyValue.class).orElseThrow();
                Await.succeeds("the majority serves", START, () -> store.put("k", "during"));
                assertThat(catchThrowableOfType(StoreException.class, () -> old.put("k", "lost")))
                        .isNotNull();
                assertThat(system.healthy(environment, cut, CALL)).isFalse();
                assertThat(partition.affected()).isPositive();
            }

            Optional<Versioned> read = Await.succeeds("the node serves again", START, () -> old.get("k"));
            assertThat(read).map(Versioned::value).isPresent().get().isIn("during", "lost");
        }
        Readiness.await(environment, system, START);
    }
}
