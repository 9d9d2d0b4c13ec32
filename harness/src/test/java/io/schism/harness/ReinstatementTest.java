package io.schism.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schism.harness.environment.Environment;
import io.schism.harness.environment.EnvironmentException;
import io.schism.harness.system.Readiness;
import io.schism.harness.system.SystemUnderTest;
import io.schism.harness.system.catalogue.Systems;
import io.schism.nemesis.family.Targets;
import io.schism.nemesis.target.MembershipControl;
import io.schism.nemesis.target.Node;
import io.schism.results.RunInfo;
import io.schism.results.store.RunDirectory;
import io.schism.results.store.RunStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A removal that took effect after whoever asked for it had given up: the cluster is made whole before it is judged. */
@Timeout(180)
class ReinstatementTest {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Node REMOVED = new Node("n3");

    @TempDir
    Path runs;

    @ParameterizedTest
    @ValueSource(strings = {"etcd", "raft"})
    void letsANodeInAgainThatWasRemovedByAForgottenRequest(String name) throws Exception {
        if (name.equals("etcd")) {
            Needs.etcd();
        }
        RunConfiguration configuration = RunConfiguration.builder()
                .system(name)
                .nodes(3)
                .seed(1)
                .runs(runs)
                .build();
        SystemUnderTest system = Systems.named(name, Map.of(), "etcd");
        RunInfo info = RunFacts.of(configuration, system, 1);
        RunDirectory directory = RunStore.at(runs).create(info);
        try (Environment environment = Environments.create(configuration, directory.path(), false, line -> {});
                RunLedger ledger = RunLedger.open(directory, info)) {
            environment.start(system);
            Readiness.await(environment, system, START);
            Targets targets = new FaultPlanning(configuration).targets(environment, system);
            MembershipControl membership = targets.membership().orElseThrow();
            membership.remove(REMOVED);
            environment.processes().kill(REMOVED);
            environment.processes().start(REMOVED);
            assertThat(membership.members()).doesNotContain(REMOVED);
            Duration soon = Duration.ofSeconds(5);
            assertThatThrownBy(() -> Readiness.await(environment, system, soon))
                    .isInstanceOf(EnvironmentException.class);

            Reinstatement.await(
                    targets,
                    ledger,
                    () -> Readiness.await(environment, system, membershipWhole(membership) ? START : soon));

            assertThat(membership.members()).containsExactlyElementsOf(environment.nodes());
            assertThat(ledger.history().operations())
                    .filteredOn(operation -> operation.f().equals("membership"))
                    .extracting(operation -> String.valueOf(((Map<?, ?>) operation.value()).get("phase")))
                    .containsExactly("begun", "healed");
        }
        assertThat(Files.exists(directory.path().resolve("data"))).isFalse();
    }

    private static boolean membershipWhole(MembershipControl membership) {
        return membership.members().contains(REMOVED);
    }
}
