package io.schism.harness.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schism.harness.Await;
import io.schism.harness.environment.local.ClockFactory;
import io.schism.harness.environment.local.LocalEnvironment;
import io.schism.harness.environment.local.LocalLayout;
import io.schism.nemesis.target.AdminControl.Action;
import io.schism.nemesis.target.Impairment;
import io.schism.nemesis.target.Link;
import io.schism.nemesis.target.NetworkControl.Imposed;
import io.schism.nemesis.target.Node;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Locks;
import io.schism.workloads.client.Locks.Holder;
import io.schism.workloads.client.Ranges;
import io.schism.workloads.client.Ranges.Entry;
import io.schism.workloads.client.Ranges.View;
import io.schism.workloads.client.Replica;
import io.schism.workloads.client.Replica.Digest;
import io.schism.workloads.client.Replica.Standing;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import io.schism.workloads.client.Stores;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Delete;
import io.schism.workloads.client.Transactions.Get;
import io.schism.workloads.client.Transactions.Guard;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Result;
import io.schism.workloads.client.Transactions.Transaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every system promises to the harness, tried on three real nodes that live as long as the class: each test uses keys of its own. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SystemContract {
    protected static final Duration CALL = Duration.ofSeconds(3);
    protected static final Duration START = Duration.ofSeconds(60);

    protected LocalEnvironment environment;
    protected SystemUnderTest system;
    protected Stores stores;
    protected Node leader;

    protected abstract SystemUnderTest system();

    @BeforeAll
    void start(@TempDir Path directory) {
        system = system();
        environment = LocalEnvironment.create(LocalLayout.of(3, directory), ClockFactory.none());
        environment.start(system);
        stores = system.stores(environment, CALL);
    }

    @AfterAll
    void stop() {
        if (environment != null) {
            environment.close();
        }
    }

    @BeforeEach
    void awaitReady() {
        leader = Readiness.await(environment, system, START);
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
                writes.put("seen", "v" + i);
                assertThat(reads.get("seen")).map(Versioned::value).contains("v" + i);
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
                store.put("all" + i, "v" + i);
            }
        }

        environment.nodes().forEach(environment.processes()::kill);
        environment.nodes().forEach(environment.processes()::start);

        Readiness.await(environment, system, START);
        try (Session session = stores.open(1)) {
            KeyValue store = session.ability(KeyValue.class).orElseThrow();
            for (int i = 0; i < 20; i++) {
                assertThat(store.get("all" + i)).map(Versioned::value).contains("v" + i);
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

    @Test
    void transactionsAreGuardedAndRunWholly() {
        try (Session session = stores.open(number(follower()))) {
            Transactions transactions = session.ability(Transactions.class).orElseThrow();
            Result created = transactions.run(new Transaction(
                    List.of(Guard.absent("a"), Guard.absent("b")),
                    List.of(new Put("a", "1"), new Put("b", "2"), new Get("a")),
                    List.of()));
            Versioned a = created.values().get(0).orElseThrow();
            assertThat(created.succeeded()).isTrue();
            assertThat(created.values().get(2)).contains(a);
            assertThat(created.values().get(1)).map(Versioned::revision).contains(a.revision());

            Result moved = transactions.run(new Transaction(
                    List.of(Guard.unchanged("a", Optional.of(a)), Guard.valueIs("b", "2"), Guard.present("b")),
                    List.of(new Put("a", "0"), new Put("b", "3")),
                    List.of()));
            Result late = transactions.run(new Transaction(
                    List.of(Guard.unchanged("a", Optional.of(a))),
                    List.of(new Put("a", "wrong")),
                    List.of(new Get("a"), new Delete("b"), new Get("b"))));

            assertThat(moved.succeeded()).isTrue();
            assertThat(moved.values().get(0)).map(Versioned::version).contains(2L);
            assertThat(late.succeeded()).isFalse();
            assertThat(late.values().get(0)).map(Versioned::value).contains("0");
            assertThat(late.values().get(1)).isEmpty();
            assertThat(late.values().get(2)).isEmpty();
            assertThat(late.revision()).isGreaterThan(a.revision());
        }
    }

    @Test
    void aPrefixIsReadAtOneRevision() {
        try (Session session = stores.open(0)) {
            KeyValue store = session.ability(KeyValue.class).orElseThrow();
            Ranges ranges = session.ability(Ranges.class).orElseThrow();
            store.put("q/2", "b");
            store.put("q/1", "a");
            store.put("q/2", "c");
            Versioned last = store.put("r/1", "other");

            View view = ranges.prefix("q/");

            assertThat(view.entries()).extracting(Entry::key).containsExactly("q/1", "q/2");
            assertThat(view.entries())
                    .extracting(entry -> entry.value().value())
                    .containsExactly("a", "c");
            assertThat(view.entries().get(1).created())
                    .isLessThan(view.entries().get(0).created());
            assertThat(view.revision()).isEqualTo(last.revision());
        }
    }

    @Test
    void aLockIsHeldByOneAndItsTokensGrow() {
        try (Session session = stores.open(1)) {
            Locks locks = session.ability(Locks.class).orElseThrow();
            long first = locks.tryLock("lock", "x", 0).orElseThrow();
            assertThat(locks.tryLock("lock", "y", 0)).isEmpty();
            assertThat(locks.holder("lock")).contains(new Holder("x", first));

            long second = locks.takeOver("lock", "y");

            assertThat(second).isGreaterThan(first);
            assertThat(locks.release("lock", first)).isFalse();
            assertThat(locks.release("lock", second)).isTrue();
            assertThat(locks.tryLock("lock", "x", 0)).isPresent();
        }
    }

    @Test
    void replicasAgreeOnTermLeaderAndDigest() {
        try (Session session = stores.open(0)) {
            KeyValue store = session.ability(KeyValue.class).orElseThrow();
            for (int i = 0; i < 30; i++) {
                store.put("k" + i % 7, "v" + i);
            }
            long position =
                    session.ability(Replica.class).orElseThrow().standing().position();
            Set<Digest> digests = new HashSet<>();
            Set<Long> terms = new HashSet<>();
            int leaders = 0;
            for (int node = 0; node < 3; node++) {
                try (Session each = stores.open(node)) {
                    Replica replica = each.ability(Replica.class).orElseThrow();
                    digests.add(Await.until("the node comes to " + position, START, () -> replica.digest(position)));
                    Standing standing = replica.standing();
                    terms.add(standing.term());
                    leaders += standing.leads() ? 1 : 0;
                    assertThat(standing.node())
                            .isEqualTo(environment.nodes().get(node).name());
                    assertThat(standing.leader()).contains(leader.name());
                    assertThat(standing.appliedIndex()).isLessThanOrEqualTo(standing.commitIndex());
                }
            }
            assertThat(digests).hasSize(1);
            assertThat(terms).hasSize(1);
            assertThat(leaders).isEqualTo(1);
        }
    }

    @Test
    void leadershipMovesOnRequest() {
        Node next = follower();
        system.admin(environment).orElseThrow().transferLeadership(next);
        Await.until(
                "the new leader", START, () -> system.leader(environment, CALL).filter(next::equals));
    }

    @Test
    void snapshotsAreTakenOnRequest() {
        Node node = environment.nodes().get(2);
        try (Session session = stores.open(2)) {
            session.ability(KeyValue.class).orElseThrow().put("k", "v");
        }
        assertThat(system.admin(environment).orElseThrow().perform(Action.SNAPSHOT, node))
                .contains("a snapshot");
    }
}
