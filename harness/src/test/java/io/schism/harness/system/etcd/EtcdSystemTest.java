package io.schism.harness.system.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schism.harness.Await;
import io.schism.harness.system.SystemContract;
import io.schism.harness.system.SystemUnderTest;
import io.schism.nemesis.target.AdminControl;
import io.schism.nemesis.target.AdminControl.Action;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Leases;
import io.schism.workloads.client.Leases.Lease;
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
import io.schism.workloads.client.Watches;
import io.schism.workloads.client.Watches.Batch;
import io.schism.workloads.client.Watches.Event;
import io.schism.workloads.client.Watches.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EtcdSystemTest extends SystemContract {
    @Override
    protected SystemUnderTest system() {
        return Etcd.orSkip();
    }

    @Test
    void aLeasedKeyGoesWithItsLease() {
        try (Session session = stores.open(1)) {
            Leases leases = session.ability(Leases.class).orElseThrow();
            KeyValue store = session.ability(KeyValue.class).orElseThrow();
            Lease lease = leases.grant(Duration.ofSeconds(60));
            leases.put("leased", "v", lease.id());
            assertThat(leases.keepAlive(lease.id())).isEqualTo(lease.timeToLive());
            assertThat(leases.remaining(lease.id())).isPresent();
            assertThat(store.get("leased")).isPresent();

            leases.revoke(lease.id());

            assertThat(store.get("leased")).isEmpty();
            assertThat(leases.remaining(lease.id())).isEmpty();
            assertThat(kindOf(() -> leases.keepAlive(lease.id()))).isEqualTo(Kind.NOT_FOUND);
            assertThat(kindOf(() -> leases.put("leased", "v", lease.id()))).isEqualTo(Kind.NOT_FOUND);
        }
    }

    @Test
    void aLeaseNobodyKeepsAliveEnds() {
        try (Session session = stores.open(0)) {
            Leases leases = session.ability(Leases.class).orElseThrow();
            KeyValue store = session.ability(KeyValue.class).orElseThrow();
            Lease lease = leases.grant(Duration.ofSeconds(1));
            leases.put("leased", "v", lease.id());
            Await.until(
                    "the key is gone",
                    START,
                    () -> store.get("leased").isEmpty() ? Optional.of(true) : Optional.empty());
        }
    }

    @Test
    void aWatchTellsEveryChangeInOrderFromItsRevision() {
        try (Session session = stores.open(0);
                Session other = stores.open(1)) {
            KeyValue store = session.ability(KeyValue.class).orElseThrow();
            Transactions transactions = session.ability(Transactions.class).orElseThrow();
            long first = store.put("w/a", "1").revision();
            store.put("x", "not watched");
            store.put("w/a", "2");
            long last = transactions
                    .run(Transaction.of(new Delete("w/a"), new Put("w/b", "3")))
                    .revision();

            List<Event> events = new ArrayList<>();
            long told = 0;
            try (Watch watch = other.ability(Watches.class).orElseThrow().watch("w/", first, true)) {
                while (events.size() < 4) {
                    watch.next(START).orElseThrow().events().forEach(events::add);
                }
                watch.requestProgress();
                Batch progress = watch.next(START).orElseThrow();
                assertThat(progress.progress()).isTrue();
                told = progress.revision();
            }

            assertThat(events)
                    .extracting(event ->
                            event.key() + event.value().map(Versioned::value).orElse("-") + event.created())
                    .containsExactly("w/a1true", "w/a2false", "w/a-false", "w/b3true");
            assertThat(events.get(1).previous()).map(Versioned::value).contains("1");
            assertThat(events.get(2).deleted()).isTrue();
            assertThat(events.get(3).revision()).isEqualTo(last);
            assertThat(told).isGreaterThanOrEqualTo(last);
        }
    }

    @Test
    void aWatchOfWhatWasCompactedSaysSo() {
        try (Session session = stores.open(0)) {
            KeyValue store = session.ability(KeyValue.class).orElseThrow();
            long first = store.put("w", "1").revision();
            long second = store.put("w", "2").revision();
            AdminControl admin = system.admin(environment).orElseThrow();
            assertThat(admin.perform(Action.COMPACT, environment.nodes().get(0)))
                    .isEqualTo("compacted up to revision " + second);
            Watches watches = session.ability(Watches.class).orElseThrow();

            assertThat(kindOf(() -> {
                        try (Watch watch = watches.watch("w", first, false)) {
                            watch.next(START);
                        }
                    }))
                    .isEqualTo(Kind.COMPACTED);
            admin.perform(Action.DEFRAGMENT, environment.nodes().get(0));
            assertThat(store.get("w")).isPresent();
        }
    }

    @Test
    void jetcdOfOldTalksToTheSameMembers() {
        Stores released = ReleasedJetcd.stores(
                environment.nodes().stream().map(environment::clientAddress).toList(), CALL, true);
        try (Session session = released.open(0);
                Session own = stores.open(1)) {
            KeyValue store = session.ability(KeyValue.class).orElseThrow();
            Transactions transactions = session.ability(Transactions.class).orElseThrow();
            Versioned first = store.put("jetcd", "1");
            Versioned second = store.put("jetcd", "2");

            Result guarded = transactions.run(new Transaction(
                    List.of(Guard.revisionIs("jetcd", first.revision())),
                    List.of(new Put("jetcd", "3")),
                    List.of(new Get("jetcd"), new Get("jetcd-not-there"))));
            boolean swapped = store.compareAndSet("jetcd", "2", "4");

            assertThat(second.version()).isEqualTo(2);
            assertThat(guarded.succeeded()).isFalse();
            assertThat(guarded.values()).containsExactly(Optional.of(second), Optional.empty());
            assertThat(swapped).isTrue();
            assertThat(own.ability(KeyValue.class).orElseThrow().get("jetcd"))
                    .map(Versioned::value)
                    .contains("4");
        }
    }

    private static Kind kindOf(ThrowingCallable call) {
        return catchThrowableOfType(StoreException.class, call).kind();
    }
}
