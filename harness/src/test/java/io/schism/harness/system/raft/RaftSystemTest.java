package io.schism.harness.system.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schism.harness.Await;
import io.schism.harness.system.Readiness;
import io.schism.harness.system.SystemContract;
import io.schism.harness.system.SystemUnderTest;
import io.schism.harness.system.channel.ErrorTable;
import io.schism.harness.system.channel.PinnedChannel;
import io.schism.nemesis.target.Node;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Replica;
import io.schism.workloads.client.Replica.Digest;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import io.schism.workloads.client.Transactions;
import io.schism.workloads.client.Transactions.Append;
import io.schism.workloads.client.Transactions.Put;
import io.schism.workloads.client.Transactions.Transaction;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RaftSystemTest extends SystemContract {
    @Override
    protected SystemUnderTest system() {
        return RaftSystem.with(Map.of("snapshot-threshold", "100"));
    }

    @Test
    void aNodeThatMissedTheLogIsGivenASnapshot() {
        Node behind = follower();
        environment.processes().kill(behind);
        long position;
        try (Session session = stores.open(number(leader))) {
            KeyValue store = session.ability(KeyValue.class).orElseThrow();
            String text = "x".repeat(1000);
            for (int i = 0; i < 500; i++) {
                String key = "missed" + i % 10;
                String value = text + i;
                Await.succeeds("the majority writes", START, () -> store.put(key, value));
            }
            position = session.ability(Replica.class).orElseThrow().standing().position();
        } finally {
            environment.processes().start(behind);
        }

        try (Session session = stores.open(number(behind));
                Session other = stores.open(number(leader))) {
            Replica replica = session.ability(Replica.class).orElseThrow();
            Digest digest = Await.until("the node has caught up", START, () -> {
                return Await.succeeds("it answers", START, () -> replica.digest(position));
            });
            assertThat(digest)
                    .isEqualTo(other.ability(Replica.class)
                            .orElseThrow()
                            .digest(position)
                            .orElseThrow());
            KeyValue store = session.ability(KeyValue.class).orElseThrow();
            assertThat(Await.succeeds("it reads", START, () -> store.get("missed9"))
                            .map(Versioned::value))
                    .contains("x".repeat(1000) + "499");
        }
        assertThat(environment.logTail(behind, 10_000)).contains("successfully install the entire snapshot");
    }

    @Test
    void aNodeStartsFromItsSnapshot() {
        try (Session session = stores.open(0)) {
            KeyValue store = session.ability(KeyValue.class).orElseThrow();
            for (int i = 0; i < 250; i++) {
                store.put("kept in a snapshot", "v" + i);
            }
        }
        try (PinnedChannel channel = PinnedChannel.open(
                environment.clientAddress(environment.nodes().get(0)), CALL, ErrorTable::transport)) {
            assertThat(NodeCall.inspect(channel, 0).snapshotIndex()).isGreaterThan(100);
        }

        environment.nodes().forEach(environment.processes()::kill);
        environment.nodes().forEach(environment.processes()::start);

        Readiness.await(environment, system, START);
        try (Session session = stores.open(0)) {
            Versioned value = session.ability(KeyValue.class)
                    .orElseThrow()
                    .get("kept in a snapshot")
                    .orElseThrow();
            assertThat(value.value()).isEqualTo("v249");
            assertThat(value.version()).isEqualTo(250);
        }
    }

    @Test
    void appendsAreOneOperation() {
        try (Session session = stores.open(2)) {
            Transactions transactions = session.ability(Transactions.class).orElseThrow();
            assertThat(transactions.appends()).isTrue();
            transactions.run(Transaction.of(new Append("list", "1"), new Append("list", "2")));
            assertThat(session.ability(KeyValue.class).orElseThrow().get("list").map(Versioned::value))
                    .contains("1 2");
        }
    }

    @Test
    void leasesAreRefused() {
        try (Session session = stores.open(2)) {
            Transactions transactions = session.ability(Transactions.class).orElseThrow();
            StoreException refused = catchThrowableOfType(
                    StoreException.class, () -> transactions.run(Transaction.of(new Put("k", "v", 7))));
            assertThat(refused.kind()).isEqualTo(Kind.INVALID_REQUEST);
        }
    }
}
