package io.schism.harness.system.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schism.harness.environment.local.ClockFactory;
import io.schism.harness.environment.local.LocalEnvironment;
import io.schism.harness.environment.local.LocalLayout;
import io.schism.harness.system.Await;
import io.schism.harness.system.Readiness;
import io.schism.harness.system.SystemUnderTest;
import io.schism.nemesis.target.Node;
import io.schism.workloads.client.Admin;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.StoreException;
import io.schism.workloads.client.StoreException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EtcdMembershipTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void membersAreListedRemovedAndAdded() {
        SystemUnderTest system = Etcd.orSkip();
        try (LocalEnvironment environment =
                LocalEnvironment.create(LocalLayout.of(3, directory), ClockFactory.none())) {
            environment.start(system);
            Node leader = Readiness.await(environment, system, LONG);
            int number = environment.nodes().indexOf(leader);
            Node removed = environment.nodes().get((number + 1) % 3);
            try (Session session =
                    system.stores(environment, Duration.ofSeconds(5)).open(number)) {
                Admin.Membership members =
                        session.ability(Admin.Membership.class).orElseThrow();
                assertThat(members.list()).extracting(Admin.Member::name).containsExactlyInAnyOrder("n1", "n2", "n3");
                Admin.Member gone = members.list().stream()
                        .filter(member -> member.name().equals(removed.name()))
                        .findFirst()
                        .orElseThrow();

                Await.succeeds("strict reconfiguration checks allow it", LONG, () -> {
                    members.remove(removed.name());
                    return true;
                });

                assertThat(members.list()).hasSize(2);
                assertThat(catchThrowableOfType(StoreException.class, () -> members.remove("nobody"))
                                .kind())
                        .isEqualTo(Kind.NOT_FOUND);
                Await.succeeds("strict reconfiguration checks allow it", LONG, () -> {
                    members.add(gone);
                    return true;
                });
                assertThat(members.list()).extracting(Admin.Member::peerAddress).contains(gone.peerAddress());
            }
        }
    }
}
