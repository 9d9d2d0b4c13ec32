package io.schism.harness.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.harness.Await;
import io.schism.harness.environment.Environment;
import io.schism.nemesis.FaultException;
import io.schism.nemesis.target.AdminControl;
import io.schism.nemesis.target.AdminControl.Action;
import io.schism.nemesis.target.MembershipControl;
import io.schism.nemesis.target.Node;
import io.schism.nemesis.target.ProcessControl.State;
import io.schism.workloads.client.KeyValue;
import io.schism.workloads.client.KeyValue.Versioned;
import io.schism.workloads.client.Session;
import io.schism.workloads.client.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an operator may do to a cluster in service, tried on three real nodes that live as long as the class; each test leaves the cluster as
 * it was.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OperatorContract {
    protected static final Duration CALL = Duration.ofSeconds(3);
    protected static final Duration START = Duration.ofSeconds(60);

    protected Environment environment;
    protected SystemUnderTest system;
    protected Stores stores;
    protected MembershipControl membership;
    protected AdminControl admin;

    protected abstract SystemUnderTest system();

    protected abstract Environment environment(Path directory);

    @BeforeAll
    void start(@TempDir Path directory) {
        system = system();
        environment = environment(directory);
        environment.start(system);
        stores = system.stores(environment, CALL);
        membership = system.membership(environment).orElseThrow();
        admin = system.admin(environment).orElseThrow();
        Readiness.await(environment, system, START);
    }

    @AfterAll
    void stop() {
        if (environment != null) {
            environment.close();
        }
    }

    @Test
    void replacesAWipedLeader() {
        Node leader = Readiness.await(environment, system, START);
        put("kept", "1");
        environment.processes().kill(leader);
        membership.remove(leader);
        assertThat(membership.members()).hasSize(2).doesNotContain(leader);
        assertThat(membership.views())
                .as("what each member knows by itself")
                .isNotEmpty()
                .doesNotContainKey(leader)
                .containsValue(membership.members());
        put("meanwhile", "2");

        long discarded = membership.discard(leader);
        long bytes = membership.readmit(leader);

        assertThat(bytes).isGreaterThanOrEqualTo(discarded).isPositive();
        assertThatThrownBy(() -> membership.discard(leader)).hasMessageContaining("is a member still");
        assertThat(environment.processes().state(leader)).isEqualTo(State.DEAD);
        environment.processes().start(leader);
        Readiness.await(environment, system, START);
        assertThat(membership.members()).isEqualTo(environment.nodes());
        assertThat(read(leader, "kept")).contains("1");
        assertThat(read(leader, "meanwhile")).contains("2");
    }

    @Test
    void growsByANodeThatCatchesUpAndDismissesIt() {
        put("before", "1");

        Node grown = membership.grow();

        assertThat(grown).isNotIn(environment.nodes());
        assertThat(membership.members()).hasSize(4).contains(grown);
        assertThat(system.healthy(environment, grown, CALL)).isTrue();
        try (Session session = system.session(environment.clientAddress(grown), CALL)) {
            assertThat(session.ability(KeyValue.class).orElseThrow().get("before"))
                    .map(Versioned::value)
                    .contains("1");
        }
        membership.dismiss(grown);
        assertThat(environment.processes().state(grown)).isEqualTo(State.DEAD);
        assertThat(membership.members()).isEqualTo(environment.nodes());
        Readiness.await(environment, system, START);
    }

    /** Takes its time, so it is a test in one environment only. */
    protected final void seesNothingChangedWithoutAMajority() {
        Node leader = Readiness.await(environment, system, START);
        List<Node> others = environment.nodes().stream()
                .filter(node -> !node.equals(leader))
                .toList();
        others.forEach(environment.processes()::kill);
        try {
            assertThatThrownBy(() -> membership.remove(others.get(0)))
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("did not agree to removing " + others.get(0));
        } finally {
            others.forEach(environment.processes()::start);
        }
        Readiness.await(environment, system, START);
        assertThat(membership.members()).isEqualTo(environment.nodes());
    }

    @Test
    void handsLeadershipOver() {
        Node before = Readiness.await(environment, system, START);
        Node next = environment.nodes().stream()
                .filter(node -> !node.equals(before))
                .findFirst()
                .orElseThrow();

        assertThat(admin.transferRefusal()).isEmpty();
        admin.transferLeadership(next);

        Await.until(
                next + " leads", START, () -> system.leader(environment, CALL).filter(next::equals));
        assertThatThrownBy(() -> admin.transferLeadership(next)).hasMessageContaining("leads already");
    }

    @Test
    void doesWhatItDoesNotRefuse() {
        Readiness.await(environment, system, START);
        for (int i = 0; i < 20; i++) {
            put("old", "v" + i);
        }
        for (Action action : Action.values()) {
            Optional<String> refusal = admin.refusal(action);
            for (Node node : environment.nodes()) {
                if (refusal.isEmpty()) {
                    assertThat(admin.perform(action, node)).matches(answer(action));
                }
            }
        }
        assertThat(read(environment.nodes().get(2), "old")).contains("v19");
    }

    /** What nodes say they did, as a pattern. */
    protected abstract String answer(Action action);

    private void put(String key, String value) {
        Await.succeeds("a put", START, () -> {
            try (Session session = stores.open(someoneAlive())) {
                return session.ability(KeyValue.class).orElseThrow().put(key, value);
            }
        });
    }

    private int someoneAlive() {
        return environment.nodes().stream()
                .filter(node -> environment.processes().state(node) == State.RUNNING)
                .findFirst()
                .map(environment.nodes()::indexOf)
                .orElse(0);
    }

    private Optional<String> read(Node node, String key) {
        try (Session session = stores.open(environment.nodes().indexOf(node))) {
            return session.ability(KeyValue.class).orElseThrow().get(key).map(Versioned::value);
        }
    }
}
