package io.schism.harness.system.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schism.harness.system.SystemUnderTest;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.Leases;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.Stores;
import io.schism.workloads.client.Transactions;
import java.net.InetSocketAddress;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReleasedJetcdTest {
    @Test
    void isThatVersionAndApartFromTheHarness() throws Exception {
        try (URLClassLoader loader = (URLClassLoader) ReleasedJetcd.loader()) {
            Class<?> client = loader.loadClass("io.etcd.jetcd.Client");
            Class<?> ownChannel = loader.loadClass("io.grpc.ManagedChannel");

            assertThat(client.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .endsWith("jetcd-core-0.8.2.jar");
            assertThat(client.getClassLoader()).isSameAs(loader);
            assertThat(ownChannel).isNotSameAs(io.grpc.ManagedChannel.class);
            assertThat(loader.loadClass(Stores.class.getName())).isSameAs(Stores.class);
            assertThatThrownBy(() -> loader.loadClass(EtcdSystem.class.getName()))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void aMemberThatIsNotThereIsNoFailure() {
        Stores stores =
                ReleasedJetcd.stores(List.of(new InetSocketAddress("127.0.0.1", 1)), Duration.ofMillis(300), true);
        try (Session session = stores.open(0)) {
            KeyValue store = session.ability(KeyValue.class).orElseThrow();

            StoreException error = catchThrowableOfType(StoreException.class, () -> store.put("k", "v"));

            assertThat(error.definite()).isFalse();
        }
    }

    @Test
    void offersWhatItHasAndRefusesWeakReads() {
        SystemUnderTest system = Etcd.orSkip(Map.of("client", "jetcd-0.8.2"));

        assertThat(system.offers(Transactions.class)).isTrue();
        assertThat(system.offers(Leases.class)).isFalse();
        assertThatThrownBy(() -> Etcd.orSkip(Map.of("client", "jetcd-0.8.2", "read", "serializable")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("client=pinned");
    }
}
